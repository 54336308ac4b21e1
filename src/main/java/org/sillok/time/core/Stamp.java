package org.sillok.time.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one checkpoint's time-stamp by one authority.
 *
 * @param time what the authority says, once stamped
 * @param difference that time less this service's own, measured when the answer came; null if it was not
 * @param problem why the last attempt failed, or null
 * @param attempts failures in a row
 * @param nextAttempt when it is tried again by the clock of whoever tried, or null for at once
 */
public record Stamp(
        long size,
        String authority,
        StampState state,
        @Nullable Instant time,
        @Nullable Duration difference,
        RevocationState revocation,
        @Nullable StampProblem problem,
        int attempts,
        @Nullable Instant nextAttempt) {
    /** One that has not been tried. */
    public static Stamp wanted(long size, String authority) {
        return new Stamp(size, authority, StampState.PENDING, null, null, RevocationState.NONE, null, 0, null);
    }

    /** Whether anything remains to be done about it. */
    public boolean isOpen() {
        return state == StampState.PENDING || (state == StampState.STAMPED && revocation == RevocationState.PENDING);
    }

    public Stamp failed(StampProblem why, Instant next) {
        return new Stamp(size, authority, state, time, difference, revocation, why, attempts + 1, next);
    }

    /** Verified and archived, with all the lists that its certificates name or still without some. */
    public Stamp stamped(Instant at, @Nullable Duration measured, RevocationState lists) {
        return new Stamp(
                size,
                authority,
                StampState.STAMPED,
                at,
                measured == null ? difference : measured,
                lists,
                null,
                0,
                null);
    }

    /** Stamped, but a list could not be had. */
    public Stamp withoutList(StampProblem why, int failures, Instant next) {
        return new Stamp(size, authority, state, time, difference, RevocationState.PENDING, why, failures, next);
    }

    /** Archived, and worth nothing any more. */
    public Stamp revoked() {
        return new Stamp(
                size,
                authority,
                StampState.REVOKED,
                time,
                difference,
                RevocationState.ARCHIVED,
                StampProblem.REVOKED,
                attempts,
                null);
    }
}
