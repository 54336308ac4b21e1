package org.sillok.bundle.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.problem.ProblemCode;
import org.sillok.web.Fields;

/** What is to be sealed, as it is sent. */
@Schema(name = "NewBundle")
public record SealBody(
        @Schema(required = true, description = "of the request, as you saw it") @Nullable
        Integer revision,

        @Schema(description = "bdl_…: a bundle of the same request whose place this one takes") @Nullable
        String replaces) {
    int toRevision() {
        return Fields.parsed(
                "revision",
                Fields.required("revision", revision),
                number -> {
                    if (number < 1) {
                        throw new IllegalArgumentException("revisions are numbered from 1");
                    }
                    return number;
                },
                ProblemCode.INVALID_FIELD,
                "A whole number from 1.");
    }

    @Nullable
    BundleId toReplaces() {
        return replaces == null
                ? null
                : Fields.parsed(
                        "replaces", replaces, BundleId::new, ProblemCode.INVALID_FIELD, "Not the id of a bundle.");
    }
}
