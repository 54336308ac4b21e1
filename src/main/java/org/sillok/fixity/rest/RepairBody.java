package org.sillok.fixity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be sent to ask for a repair. */
@Schema(name = "NewFixityRepair", description = "A repair of damaged copies")
public record RepairBody(
        @Schema(
                description = "The incident to repair; without it all that are open",
                examples = "fxi_mzxw6ytboi4tcnrvgq3tknbqga")
        @Nullable
        String incident,

        @Schema(description = "Only find out what could be repaired", defaultValue = "false") @Nullable
        Boolean dryRun) {}
