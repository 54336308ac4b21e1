package org.sillok.sharing;

import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Decision;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Question;

/**
 * What was decided about one version for one recipient.
 *
 * @param owner who deposited it
 * @param question all that it was decided from
 * @param basis the digest that stays the same as long as nothing changes that could change the decision
 */
public record Release(MaterialRef version, PartyId owner, Question question, Decision decision, Digest basis) {}
