package org.sillok.consent.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NamedSource;
import org.sillok.consent.NamingDecision;
import org.sillok.consent.core.Naming;

/** Whether the person behind a source may be named. */
@Schema(name = "Naming")
public record NamingView(
        @Schema(description = "What the latest decision says; DO_NOT_NAME while there is none")
        Naming current,

        List<Decision> decisions,

        @Schema(description = "What waits for a second person")
        List<ProposalView> pending) {
    static NamingView of(NamedSource source) {
        return new NamingView(
                source.current(),
                source.decisions().stream().map(Decision::of).toList(),
                source.pending().stream().map(ProposalView::of).toList());
    }

    /** One decision. */
    @Schema(name = "NamingDecision")
    @JsonInclude(Include.NON_NULL)
    public record Decision(
            int number,
            Naming decision,
            @Nullable String scope,
            @Nullable String reason,
            @Nullable EvidenceBody evidence,
            String recordedBy,
            @Nullable String confirmedBy,
            Instant recordedAt) {
        static Decision of(NamingDecision decided) {
            return new Decision(
                    decided.number(),
                    decided.decision(),
                    decided.scope(),
                    decided.remark().reason(),
                    EvidenceBody.of(decided.remark().evidence()),
                    decided.recordedBy().value(),
                    decided.confirmedBy() == null ? null : decided.confirmedBy().value(),
                    decided.recordedAt());
        }
    }
}
