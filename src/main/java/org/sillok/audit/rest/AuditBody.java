package org.sillok.audit.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be sent to ask for an audit. */
@Schema(name = "NewAudit", description = "An audit of the whole repository")
public record AuditBody(
        @Schema(
                description = "The text of a checkpoint of the log that you kept: the log must still contain it",
                maxLength = 524_288)
        @Nullable
        String checkpoint) {}
