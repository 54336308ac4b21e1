package org.sillok.agreement.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.core.TerminationEffect;

/** Why an agreement is ended, and what becomes of the material. */
@Schema(name = "AgreementTermination")
public record TerminationBody(
        @Schema(required = true, description = "1 to 2,000 characters") @Nullable
        String reason,

        @Schema(description = "by default what the agreement says") @Nullable
        TerminationEffect effect) {}
