package org.sillok.identities.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.OpeningId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;

/** An opening of the identity behind a source, with what became of it. Its text form does not show the grounds. */
public record Opening(
        OpeningId id,
        SourceId source,
        PartyId owner,
        Approval approval,
        Tokens tokens,
        Grounds grounds,
        Step requested,
        @Nullable Step approved,
        @Nullable Use used) {

    /** Who did something, and when. */
    public record Step(Instant at, UserId by) {}

    /** When it was used, and which version of the identity was shown. */
    public record Use(Step step, int version) {}

    /**
     * How long openings wait.
     *
     * @param approval how long for the second custodian
     * @param use how long, once approved, for being used
     */
    public record Limits(Duration approval, Duration use) {}

    /** How far it is at {@code now}. A time limit is over at its end. */
    public OpeningState state(Instant now, Limits limits) {
        if (used != null) {
            return OpeningState.OPENED;
        }
        if (!now.isBefore(until(limits))) {
            return OpeningState.EXPIRED;
        }
        return readySince() == null ? OpeningState.PENDING : OpeningState.APPROVED;
    }

    /** When it expires if nothing happens. */
    public Instant until(Limits limits) {
        Instant ready = readySince();
        return ready == null ? requested.at().plus(limits.approval()) : ready.plus(limits.use());
    }

    private @Nullable Instant readySince() {
        if (approval == Approval.ONE_CUSTODIAN) {
            return requested.at();
        }
        // A second person, whatever the tables say.
        return approved == null || approved.by().equals(requested.by()) ? null : approved.at();
    }
}
