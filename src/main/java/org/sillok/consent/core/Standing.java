package org.sillok.consent.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.ConsentState;

/**
 * How a consent stands after the events that were recorded, in the order of recording. An event that says less always counts,
 * however long ago it was said; one that permits more counts only if it was said after everything that says less, and, after
 * a refusal or an earlier consent, only if a second person confirmed it. What may not count is ignored and permits nothing.
 *
 * @param events how many there are
 * @param state of the last event that counts; UNKNOWN if there is none
 * @param version in force, or in force last
 * @param seasoned whether it ever permitted or stopped anything, so that permitting anew takes two people
 * @param restrainedAt when the latest thing was said that says less
 * @param stoppedBy who said the last stop, while it stands
 * @param affirmedAt when the person itself last said yes since the last stop
 */
public record Standing(
        int events,
        ConsentState state,
        @Nullable Integer version,
        boolean seasoned,
        @Nullable Instant restrainedAt,
        @Nullable ExpressedBy stoppedBy,
        @Nullable Instant affirmedAt) {
    /** Before anything was recorded. */
    public static final Standing NONE = new Standing(0, ConsentState.UNKNOWN, null, false, null, null, null);

    /** The standing after {@code events}, which are in the order of their numbers. */
    public static Standing of(List<ConsentEvent> events) {
        Standing standing = NONE;
        for (ConsentEvent event : events) {
            standing = standing.after(event);
        }
        return standing;
    }

    /** Whether it is in force, its time apart. */
    public boolean permits() {
        return events > 0 && Kinds.permits(state);
    }

    /** Whether it forbids everything. */
    public boolean stops() {
        return Kinds.stops(state);
    }

    /** Whether the person has said it again after coming of age at {@code majority}. */
    public boolean affirmedSince(@Nullable Instant majority) {
        return majority != null && affirmedAt != null && !affirmedAt.isBefore(majority);
    }

    /** The standing after one more event. */
    public Standing after(ConsentEvent event) {
        ConsentState next = event.state();
        if (Kinds.stops(next)) {
            return new Standing(events + 1, next, latest(event), true, later(event.saidAt()), stopper(event), null);
        }
        if (Kinds.permits(next)) {
            Step step = next(new Wanted(next, event.saidAt(), event.by(), true, false));
            boolean counts = step instanceof Step.Now || (step instanceof Step.Second && event.confirmed());
            return counts && event.version() != null ? permitting(event) : ignoring();
        }
        if (stops()) {
            // Asking again, not knowing or expiring does not soften a refusal.
            return ignoring();
        }
        return new Standing(
                events + 1,
                next,
                latest(event),
                seasoned,
                Kinds.restrains(next) ? later(event.saidAt()) : restrainedAt,
                null,
                affirmedAt);
    }

    /** Whether an event may be recorded, and whether by one person. */
    public Step next(Wanted wanted) {
        return switch (wanted.state()) {
            case REQUESTED, DEFERRED ->
                permits() || stops()
                        ? new Step.Impossible(
                                "Only a consent that was not given yet, has expired or is not known can be requested or deferred.")
                        : new Step.Now();
            case UNKNOWN ->
                stops()
                        ? new Step.Impossible("A refusal or withdrawal stands until the person gives consent anew.")
                        : new Step.Now();
            case EXPIRED ->
                events == 0 || stops()
                        ? new Step.Impossible("Only what was asked or given, and not taken back, can expire.")
                        : new Step.Now();
            case REFUSED -> new Step.Now();
            case WITHDRAWN, REVOKED_BY_OTHER, INVALIDATED ->
                events == 0 ? new Step.Impossible("There is nothing yet to be taken back.") : new Step.Now();
            case GIVEN -> given(wanted);
            case REAFFIRMED -> reaffirmed(wanted);
            case NARROWED -> narrowed(wanted);
            case WIDENED -> widened(wanted);
        };
    }

    private Step given(Wanted wanted) {
        if (permits()) {
            return new Step.Impossible("The consent is in force: record NARROWED, WIDENED or REAFFIRMED.");
        }
        if (isOutdated(wanted)) {
            return OUTDATED;
        }
        if (stops() && wanted.by() != ExpressedBy.SELF && (wanted.by() == null || wanted.by() != stoppedBy)) {
            return new Step.Impossible(
                    "What was refused or taken back can be given anew only by the person, or by who refused or took it back.");
        }
        return seasoned ? new Step.Second() : new Step.Now();
    }

    private Step reaffirmed(Wanted wanted) {
        if (stops() || version == null || !seasoned) {
            return new Step.Impossible("Only a consent that was given and not taken back can be reaffirmed.");
        }
        if (isOutdated(wanted)) {
            return OUTDATED;
        }
        return permits() && wanted.narrower() && !wanted.lapsed() ? new Step.Now() : new Step.Second();
    }

    private Step narrowed(Wanted wanted) {
        if (!permits()) {
            return new Step.Impossible("Only a consent that is in force can be narrowed.");
        }
        return wanted.narrower()
                ? new Step.Now()
                : new Step.Impossible(
                        "The new version is not provably narrower than the one in force. Record it as WIDENED; a second person"
                                + " confirms it.");
    }

    private Step widened(Wanted wanted) {
        if (!permits()) {
            return new Step.Impossible("Only a consent that is in force can be widened.");
        }
        return isOutdated(wanted) ? OUTDATED : new Step.Second();
    }

    private static final Step OUTDATED = new Step.Impossible(
            "It was not said after the last refusal, withdrawal, deferral or narrowing that is recorded, so it does not undo it.");

    private boolean isOutdated(Wanted wanted) {
        return restrainedAt != null && !wanted.saidAt().isAfter(restrainedAt);
    }

    private Standing permitting(ConsentEvent event) {
        boolean narrows = event.state() == ConsentState.NARROWED;
        return new Standing(
                events + 1,
                event.state(),
                event.version(),
                true,
                narrows ? later(event.saidAt()) : restrainedAt,
                null,
                !narrows && event.by() == ExpressedBy.SELF ? latest(affirmedAt, event.saidAt()) : affirmedAt);
    }

    private Standing ignoring() {
        return new Standing(events + 1, state, version, seasoned, restrainedAt, stoppedBy, affirmedAt);
    }

    /** A version that was put on record with something that permits nothing is not in force. */
    private @Nullable Integer latest(ConsentEvent event) {
        return version == null ? event.version() : version;
    }

    /** Who may give it anew besides the person. Of two who stopped it, neither can for the other. */
    private @Nullable ExpressedBy stopper(ConsentEvent event) {
        return stops() && stoppedBy != event.by() ? ExpressedBy.SELF : event.by();
    }

    private Instant later(Instant saidAt) {
        return latest(restrainedAt, saidAt);
    }

    private static Instant latest(@Nullable Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }
}
