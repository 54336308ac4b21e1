package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.NewConsent;
import org.sillok.consent.NewConsentVersion;
import org.sillok.kernel.SourceId;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is sent to begin a consent. */
@Schema(name = "NewConsent", description = "The first event of a consent, and what was asked or said")
public record ConsentBody(
        @Schema(required = true, examples = "src_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
        String source,

        @Schema(required = true) @Nullable EventBody event,

        @Schema(description = "Required for GIVEN") @Nullable
        VersionBody version) {
    NewConsent read() {
        SourceId from = Fields.parsed(
                "source",
                Fields.required("source", source),
                SourceId::new,
                ProblemCode.INVALID_FIELD,
                "Not the id of a source.");
        EventBody first = Fields.required("event", event);
        NewConsentVersion said = version == null ? null : version.read();
        return new NewConsent(
                from, first.read("event/", said == null ? null : said.content().expressedBy()), said);
    }
}
