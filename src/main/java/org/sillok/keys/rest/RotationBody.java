package org.sillok.keys.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.keys.RotationOrder;
import org.sillok.keys.RotationSteps;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;

/** What may be sent to ask for a rotation. */
@Schema(name = "NewKeyRotation", description = "A rotation of the key-encryption key")
public record RotationBody(
        @Schema(
                description = "Whether to make a new key. false: wrap everything under the key that is the current one,"
                        + " for example after you have put one first yourself, or configured another kind of vault",
                defaultValue = "true")
        @Nullable
        Boolean newKey,

        @Schema(
                description =
                        "Whether to wrap everything under that key. false: only make the new key, so that it can be"
                                + " copied to its safe place before everything depends on it",
                defaultValue = "true")
        @Nullable
        Boolean move,

        @Schema(
                description =
                        "With newKey false: the key that everything is wrapped under. If it is not the current one,"
                                + " nothing is changed. Without it: the current one of the replica that is asked")
        @Nullable
        String to) {
    RotationOrder order() {
        RotationSteps steps = steps();
        if (to != null && steps != RotationSteps.MOVE_ONLY) {
            throw new ProblemException(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/to", "It goes with newKey false: a new key has no name yet."));
        }
        return new RotationOrder(steps, to);
    }

    private RotationSteps steps() {
        boolean makes = !Boolean.FALSE.equals(newKey);
        if (Boolean.FALSE.equals(move)) {
            if (makes) {
                return RotationSteps.MAKE_ONLY;
            }
            throw new ProblemException(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/move",
                    "Without a new key and without moving there is nothing to do."));
        }
        return makes ? RotationSteps.MAKE_AND_MOVE : RotationSteps.MOVE_ONLY;
    }
}
