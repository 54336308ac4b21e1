package org.sillok.sharing.rest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.Transformation;
import org.sillok.web.Fields;

/** What was done when a version was made. */
@Schema(name = "NewTreatment")
record TreatmentBody(@Schema(required = true) @Nullable List<Transformation> transformations) {
    Set<Transformation> toTransformations() {
        List<Transformation> named = Fields.required("transformations", transformations);
        Set<Transformation> set = new HashSet<>(named);
        if (named.isEmpty() || set.size() != named.size() || named.contains(null)) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/transformations", "At least one, and none of them twice."));
        }
        return set;
    }

    /** Why it does not count any more. */
    @Schema(name = "TreatmentRevocation")
    record Revocation(
            @Schema(required = true, maxLength = MOST) @Nullable
            String reason) {
        static final int MOST = 1_000;

        String toReason() {
            return Fields.text("reason", reason, MOST);
        }
    }
}
