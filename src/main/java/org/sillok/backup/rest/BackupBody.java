package org.sillok.backup.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be sent to ask for a backup. */
@Schema(name = "NewBackup", description = "A backup of database, keys and objects")
public record BackupBody(
        @Schema(
                description =
                        "Its directory below the folder that the operator configured: a to z, 0 to 9 and hyphens. If"
                                + " there is a backup of this name already, what is new is added to it",
                required = true,
                examples = "nightly",
                pattern = "[a-z0-9][a-z0-9-]{0,62}")
        @Nullable
        String name) {}
