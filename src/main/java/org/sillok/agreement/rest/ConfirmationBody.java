package org.sillok.agreement.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whose signature on paper is confirmed. */
@Schema(name = "AgreementConfirmation")
public record ConfirmationBody(
        @Schema(description = "the party that signed on paper; left out for a court order") @Nullable
        String party) {}
