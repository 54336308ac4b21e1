package org.sillok.fact.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.fact.core.Document;
import org.sillok.fact.core.FactState;
import org.sillok.fact.core.RecordedFact;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.terms.CaseRef;
import org.sillok.terms.FactType;
import org.sillok.terms.Subject;
import org.sillok.web.ETags;

/** A fact as it is shown. */
@Schema(name = "Fact")
@JsonInclude(Include.NON_NULL)
public record FactView(
        @Schema(examples = "fct_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        FactBody.SubjectBody subject,
        FactType type,
        boolean value,
        FactState state,

        @Schema(description = "Whether decisions take it, while it is valid")
        boolean counts,

        @Schema(description = "Whether it is limited to a case")
        boolean caseLimited,

        @Schema(description = "That case; shown to custodians only") @Nullable
        String caseRef,

        Instant validFrom,
        Instant validUntil,
        String assertedBy,
        String assertedOn,
        String reasons,
        FactBody.@Nullable DocumentBody document,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant confirmedAt,
        @Nullable String confirmedBy,
        @Nullable Withdrawal withdrawal) {

    /** How it was taken back. */
    @Schema(name = "FactWithdrawn")
    @JsonInclude(Include.NON_NULL)
    public record Withdrawal(
            Instant at,
            String by,
            String reason,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy) {}

    static FactView of(Caller caller, RecordedFact fact) {
        RecordedFact.@Nullable Step confirmed = fact.confirmed();
        CaseRef caseRef = fact.details().caseRef();
        return new FactView(
                fact.id().value(),
                subject(fact.subject()),
                fact.type(),
                fact.value(),
                fact.state(),
                fact.state().counts(),
                caseRef != null,
                // What a recipient calls its cases is the recipient's: contributors learn that there is one.
                caseRef == null || !caller.has(Role.CUSTODIAN) ? null : caseRef.value(),
                Objects.requireNonNull(fact.window().from()),
                Objects.requireNonNull(fact.window().until()),
                fact.details().assertedBy(),
                fact.details().assertedOn().toString(),
                fact.details().reasons(),
                document(fact.details().document()),
                fact.recorded().at(),
                fact.recorded().by().value(),
                confirmed == null ? null : confirmed.at(),
                confirmed == null ? null : confirmed.by().value(),
                withdrawal(fact.withdrawn()));
    }

    private static FactBody.SubjectBody subject(Subject subject) {
        return subject instanceof Subject.OfParty party
                ? new FactBody.SubjectBody(party.party().value(), null)
                : new FactBody.SubjectBody(
                        null, ((Subject.OfState) subject).state().value());
    }

    private static FactBody.@Nullable DocumentBody document(@Nullable Document document) {
        if (document instanceof Document.OfItem item) {
            return new FactBody.DocumentBody(item.item().value(), item.version(), null);
        }
        return document instanceof Document.Elsewhere elsewhere
                ? new FactBody.DocumentBody(null, null, elsewhere.sha256().hex())
                : null;
    }

    private static @Nullable Withdrawal withdrawal(RecordedFact.@Nullable Withdrawal withdrawn) {
        if (withdrawn == null) {
            return null;
        }
        RecordedFact.@Nullable Step confirmed = withdrawn.confirmed();
        return new Withdrawal(
                withdrawn.step().at(),
                withdrawn.step().by().value(),
                withdrawn.reason(),
                confirmed == null ? null : confirmed.at(),
                confirmed == null ? null : confirmed.by().value());
    }

    String etag() {
        return ETags.of(id, state.name(), caseRef == null ? "" : caseRef);
    }
}
