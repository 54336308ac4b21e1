package org.sillok.recall.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a notice stands. */
public enum NoticeState {
    /** It is there for the recipient, who has not loaded it yet. */
    ISSUED,
    /** The recipient has loaded it. */
    DELIVERED,
    /** The time to answer is over, and there is no answer. */
    OVERDUE,
    COMPLIED,
    PARTIAL,
    REFUSED,
    /** What was withdrawn is no longer: nothing is asked any more. */
    LIFTED;

    /**
     * The state at {@code now}. That a time is over counts from that moment on, whether or not it is on record yet.
     *
     * @param answer the newest one
     */
    public static NoticeState of(
            @Nullable Answer answer,
            @Nullable Instant deliveredAt,
            Instant respondBy,
            @Nullable Instant liftedAt,
            Instant now) {
        if (liftedAt != null) {
            return LIFTED;
        }
        if (answer != null) {
            return switch (answer) {
                case COMPLIED -> COMPLIED;
                case PARTIAL -> PARTIAL;
                case REFUSED -> REFUSED;
            };
        }
        if (!now.isBefore(respondBy)) {
            return OVERDUE;
        }
        return deliveredAt == null ? ISSUED : DELIVERED;
    }
}
