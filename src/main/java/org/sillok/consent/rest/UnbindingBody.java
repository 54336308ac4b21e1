package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a binding is to be removed. */
@Schema(name = "Unbinding")
public record UnbindingBody(
        @Schema(required = true, description = "Sealed") @Nullable
        String reason,

        @Schema(required = true) @Nullable EvidenceBody evidence) {}
