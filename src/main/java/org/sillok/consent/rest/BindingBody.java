package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewBinding;
import org.sillok.consent.core.Remark;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.SourceId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.Relation;
import org.sillok.web.Fields;

/** To what an item is to be bound. */
@Schema(name = "NewBinding", description = "A consent, or a public source with reason and evidence")
public record BindingBody(
        @Schema(description = "The version that is bound; every version, also later ones, if absent") @Nullable
        Integer version,

        @Schema(required = true) @Nullable Relation relation,

        @Schema(description = "A consent of your organisation") @Nullable
        String consent,

        @Schema(description = "A public source of your organisation; another person has to confirm it") @Nullable
        String source,

        @Schema(description = "Required for a public source; sealed") @Nullable
        String reason,

        @Schema(description = "Required for a public source") @Nullable
        EvidenceBody evidence) {
    NewBinding read() {
        Relation what = Fields.required("relation", relation);
        if ((consent == null) == (source == null)) {
            throw new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, "/consent", "One of consent and source."));
        }
        if (consent != null) {
            return new NewBinding.ToConsent(
                    version,
                    what,
                    Fields.parsed(
                            "consent", consent, ConsentId::new, ProblemCode.INVALID_FIELD, "Not the id of a consent."));
        }
        return new NewBinding.ToPublicSource(
                version,
                what,
                Fields.parsed(
                        "source",
                        Fields.required("source", source),
                        SourceId::new,
                        ProblemCode.INVALID_FIELD,
                        "Not the id of a source."),
                remark(reason, evidence));
    }

    static Remark remark(@Nullable String reason, @Nullable EvidenceBody evidence) {
        return new Remark(
                reason == null ? null : Fields.text("reason", reason, EventBody.REASON),
                EvidenceBody.read("evidence", evidence));
    }
}
