package org.sillok.evidence.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.evidence.DepositorProposal;

/** A proposal as the organisation named sees it. */
@Schema(name = "DepositorProposal")
public record DepositorProposalView(
        String item,

        @Schema(description = "The organisation that holds the item")
        String proposedBy,

        Instant proposedAt) {
    static DepositorProposalView of(DepositorProposal proposal) {
        return new DepositorProposalView(
                proposal.item().value(), proposal.proposedBy().value(), proposal.proposedAt());
    }
}
