package org.sillok.request.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.request.Consultation;
import org.sillok.request.core.ConsultationState;

/** A consultation as it is shown. */
@Schema(name = "Consultation")
@JsonInclude(Include.NON_NULL)
public record ConsultationView(
        String id,
        String request,
        int revision,

        @Schema(description = "con_… or agr_…: because of which it is asked")
        String instrument,

        int version,
        ConsultationState state,
        String deadline,
        String askedAt,

        @Schema(implementation = Object.class, description = "the clause, and what shows it") @JsonRawValue @Nullable
        String answer,

        @Nullable String proposedBy,
        @Nullable String confirmedBy,
        @Nullable String answeredAt) {
    static ConsultationView of(Consultation one) {
        JsonObject answer = one.answer();
        UserId proposedBy = one.proposedBy();
        UserId confirmedBy = one.confirmedBy();
        Instant answeredAt = one.answeredAt();
        return new ConsultationView(
                one.id().value(),
                one.request().value(),
                one.revision(),
                one.instrument().id(),
                one.instrument().version(),
                one.state(),
                Timestamps.format(one.deadline()),
                Timestamps.format(one.askedAt()),
                answer == null ? null : CompactJson.text(answer),
                proposedBy == null ? null : proposedBy.value(),
                confirmedBy == null ? null : confirmedBy.value(),
                answeredAt == null ? null : Timestamps.format(answeredAt));
    }
}
