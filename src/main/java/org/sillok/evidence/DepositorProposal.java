package org.sillok.evidence;

import java.time.Instant;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/** What the organisation named sees of a proposal: which item, who holds it and proposed, and when. */
public record DepositorProposal(ItemId item, PartyId proposedBy, Instant proposedAt) {}
