package org.sillok.feed.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.feed.core.Told;

/** That something happened. */
@Schema(name = "Event")
public record EventView(
        @Schema(examples = "evt_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        @Schema(examples = "REQUEST_SUBMITTED") String type,

        @Schema(description = "What it concerns", examples = "req_mzxw6ytboi4tcnrvgq3tknbqga")
        String subject,

        Instant time) {
    static EventView of(Told told) {
        return new EventView(told.event(), told.type(), told.subject(), told.time());
    }
}
