package org.sillok.keys.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** What must be sent to declare a key lost. */
@Schema(name = "KeyLoss", description = "The loss of a key-encryption key")
public record LossBody(
        @Schema(
                description = "How many keys it protects, as the list of keys says: so many are given up",
                required = true,
                minimum = "1")
        @Nullable
        Long wraps) {
    long count() {
        long count = Fields.required("wraps", wraps);
        if (count < 1) {
            throw new ProblemException(Refusal.at(ProblemCode.INVALID_FIELD, "/wraps", "Must be at least 1."));
        }
        return count;
    }
}
