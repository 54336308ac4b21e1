package org.sillok.source.rest;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.source.SourceCorrection;
import org.sillok.source.core.ContactPolicy;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;
import org.sillok.source.core.Vulnerability;
import org.sillok.web.Fields;

/** What is sent to correct a source: all of it, so that nothing changes by being left out. */
@Schema(name = "SourceCorrection", description = "What is said of a source instead of what was said before")
public record SourceCorrectionBody(
        @Schema(required = true, description = "PERSON and ORGANISATION can be exchanged for each other") @Nullable
        SourceKind kind,

        @Schema(required = true) @Nullable ContactPolicy contactPolicy,

        @Schema(required = true) @Nullable List<Vulnerability> vulnerability,

        @Schema(required = true, description = "Why, without anything that tells who the source is") @Nullable
        String reason) {
    private static final int REASON = 2_000;

    SourceCorrection toCorrection() {
        return new SourceCorrection(
                Fields.required("kind", kind),
                new SourceProfile(
                        Fields.required("contactPolicy", contactPolicy),
                        Set.copyOf(Fields.list(
                                "vulnerability",
                                Fields.required("vulnerability", vulnerability),
                                0,
                                Vulnerability.values().length))),
                Fields.text("reason", reason, REASON));
    }
}
