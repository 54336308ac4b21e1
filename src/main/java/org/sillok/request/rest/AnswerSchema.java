package org.sillok.request.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an answer looks like, for the documentation of the interface: a clause, or a refusal. */
@Schema(name = "ConsultationAnswer")
record AnswerSchema(
        @Schema(implementation = Object.class, description = "a clause of the vocabulary that permits") @Nullable
        Object clause,

        @Schema(description = "what shows it: of an item of your organisation")
        RequestSchema.@Nullable Version evidence,

        @Schema(description = "in place of a clause: why it is refused") @Nullable
        String refused) {}
