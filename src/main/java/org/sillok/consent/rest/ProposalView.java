package org.sillok.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.Proposal;
import org.sillok.consent.core.ProposalKind;
import org.sillok.consent.core.Proposed;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Relation;

/** What waits for a second person. */
@Schema(name = "ConsentProposal")
@JsonInclude(Include.NON_NULL)
public record ProposalView(
        String id,
        ProposalKind kind,

        @Schema(description = "The consent, item or source that it is about")
        String subject,

        @Schema(description = "The event that would be recorded") @Nullable
        ConsentState state,

        @Schema(description = "The version of the consent that would be in force, or of the item that would be bound")
        @Nullable
        Integer version,

        @Nullable Instant saidAt,

        @Schema(description = "The binding that would be removed") @Nullable
        String binding,

        @Nullable Relation relation,
        @Nullable String source,
        @Nullable String scope,
        @Nullable String reason,
        @Nullable EvidenceBody evidence,
        String proposedBy,
        Instant proposedAt,

        @Schema(description = "Whether it can still be confirmed; not if something was recorded since")
        boolean current) {
    static ProposalView of(Proposal proposal) {
        Proposed proposed = proposal.proposed();
        Proposed.Event event = proposed instanceof Proposed.Event one ? one : null;
        Proposed.BindPublic bind = proposed instanceof Proposed.BindPublic one ? one : null;
        return new ProposalView(
                proposal.id().value(),
                proposed.kind(),
                proposal.subject(),
                event == null ? null : event.state(),
                event != null ? Integer.valueOf(event.version()) : bind == null ? null : bind.version(),
                event == null ? null : event.saidAt(),
                proposed instanceof Proposed.Unbind unbind ? unbind.binding().value() : null,
                bind == null ? null : bind.relation(),
                bind == null ? null : bind.source().value(),
                proposed instanceof Proposed.Name name ? name.scope() : null,
                proposed.remark().reason(),
                EvidenceBody.of(proposed.remark().evidence()),
                proposal.proposedBy().value(),
                proposal.proposedAt(),
                proposal.current());
    }
}
