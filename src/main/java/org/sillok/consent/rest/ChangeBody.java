package org.sillok.consent.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to put a new version of a consent in force. */
@Schema(name = "ConsentChange")
public record ChangeBody(
        @Schema(required = true, description = "GIVEN, REAFFIRMED, NARROWED or WIDENED") @Nullable
        EventBody event,

        @Schema(required = true) @Nullable VersionBody version) {}
