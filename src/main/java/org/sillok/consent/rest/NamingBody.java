package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewNaming;
import org.sillok.consent.core.Naming;
import org.sillok.web.Fields;

/** What is sent to decide whether a person may be named. It has no field for the name, on purpose. */
@Schema(name = "NewNamingDecision", description = "Whether the person behind a source may be named")
public record NamingBody(
        @Schema(required = true) @Nullable Naming decision,

        @Schema(description = "Where or in what; everywhere if absent; sealed") @Nullable
        String scope,

        @Schema(required = true, description = "Sealed") @Nullable
        String reason,

        @Schema(description = "Required for MAY_NAME") @Nullable
        EvidenceBody evidence) {
    NewNaming read() {
        return new NewNaming(
                Fields.required("decision", decision),
                scope == null ? null : Fields.text("scope", scope, EventBody.REASON),
                BindingBody.remark(reason, evidence));
    }
}
