package org.sillok.withdrawal.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.SaidBy;

/** What would be taken back. */
@Schema(name = "WithdrawalPreview")
record PreviewBody(
        @Schema(required = true) @Nullable SubjectBody subject,

        @Schema(description = "By default NO_NEW_SHARING") @Nullable
        Level level,

        @Schema(required = true) @Nullable SaidBy by) {}
