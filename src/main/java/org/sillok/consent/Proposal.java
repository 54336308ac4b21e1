package org.sillok.consent;

import java.time.Instant;
import org.sillok.consent.core.ProposalId;
import org.sillok.consent.core.Proposed;
import org.sillok.kernel.UserId;

/**
 * What waits for a second person.
 *
 * @param subject the consent, item or source that it is about
 * @param current whether it can still be confirmed: nothing was recorded of its subject since
 */
public record Proposal(
        ProposalId id, String subject, Proposed proposed, UserId proposedBy, Instant proposedAt, boolean current) {}
