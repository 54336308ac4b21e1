package org.sillok.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.DeliveryProblem;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.Told;

/**
 * What became of one event at one webhook. Nothing of what the receiver answered is kept but the status.
 *
 * @param attempts how many were begun
 * @param nextAttempt null if there will be none
 * @param status of the last answer; null if there was none
 * @param problem of the last attempt; null if there was none
 */
public record Delivery(
        Told told,
        DeliveryState state,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable Integer status,
        @Nullable DeliveryProblem problem,
        Instant createdAt,
        @Nullable Instant endedAt) {}
