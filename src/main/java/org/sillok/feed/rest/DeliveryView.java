package org.sillok.feed.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.Delivery;
import org.sillok.feed.core.DeliveryProblem;
import org.sillok.feed.core.DeliveryState;

/** What became of one event at a webhook. */
@Schema(name = "Delivery")
@JsonInclude(Include.NON_NULL)
public record DeliveryView(
        EventView event,
        DeliveryState state,
        int attempts,

        @Schema(description = "absent if there will be none") @Nullable
        Instant nextAttempt,

        @Schema(description = "The last answer's; absent if there was none") @Nullable
        Integer status,

        @Schema(description = "Why the last attempt failed") @Nullable
        DeliveryProblem problem,

        Instant createdAt,
        @Nullable Instant endedAt) {
    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                EventView.of(delivery.told()),
                delivery.state(),
                delivery.attempts(),
                delivery.nextAttempt(),
                delivery.status(),
                delivery.problem(),
                delivery.createdAt(),
                delivery.endedAt());
    }
}
