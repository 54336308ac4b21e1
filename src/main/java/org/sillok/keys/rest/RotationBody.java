package org.sillok.keys.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be sent to ask for a rotation. */
@Schema(name = "NewKeyRotation", description = "A rotation of the key-encryption key")
public record RotationBody(
        @Schema(
                description = "Whether to make a new key. false: wrap everything under the key that is the current one,"
                        + " for example after you have put one first yourself, or configured another kind of vault",
                defaultValue = "true")
        @Nullable
        Boolean newKey) {}
