package org.sillok.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the regular sweeps of temporary bytes by this process came to: written by them, read by health and metrics. A
 * sweep that fails leaves bytes behind that somebody was told are gone, so it must not fail unseen.
 */
@ApplicationScoped
public class SweepMeter {
    /** How often each sweep runs, for its {@code @Scheduled}. */
    public static final String EVERY = "PT1H";

    /** After two that were left out somebody should look. */
    private static final Duration PATIENCE = Duration.parse(EVERY).multipliedBy(3);

    /** What is swept. */
    public enum Of {
        DEPOSITS,
        UPLOADS
    }

    /**
     * How much was removed.
     *
     * @param uploads expired ones
     * @param uploadBytes that had arrived of these
     * @param drafts objects that were never published
     * @param objects published ones that belong to no record
     */
    public record Removed(long uploads, long uploadBytes, long drafts, long objects) {
        public static final Removed NOTHING = new Removed(0, 0, 0, 0);

        Removed plus(Removed more) {
            return new Removed(
                    uploads + more.uploads,
                    uploadBytes + more.uploadBytes,
                    drafts + more.drafts,
                    objects + more.objects);
        }

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /**
     * How one kind of sweep does.
     *
     * @param succeeded when one last came to its end; null: none of this process has
     * @param failing whether the newest one failed
     * @param overdue whether none has come to its end for too long
     * @param total what all removed together
     */
    public record State(@Nullable Instant succeeded, boolean failing, boolean overdue, long failures, Removed total) {
        public boolean isWell() {
            return !failing && !overdue;
        }
    }

    private record Known(@Nullable Instant succeeded, boolean failing, long failures, Removed total) {}

    private final Clock clock;
    private final Instant begun;
    private final Map<Of, Known> known = new EnumMap<>(Of.class);

    public SweepMeter(Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Runs one sweep; what it throws is counted, and goes on. */
    public Removed watch(Of of, Supplier<Removed> sweep) {
        boolean done = false;
        try {
            Removed removed = sweep.get();
            succeeded(of, removed);
            done = true;
            return removed;
        } finally {
            if (!done) {
                failed(of);
            }
        }
    }

    private synchronized void succeeded(Of of, Removed removed) {
        Known before = known(of);
        known.put(
                of,
                new Known(
                        clock.instant(),
                        false,
                        before.failures(),
                        before.total().plus(removed)));
    }

    private synchronized void failed(Of of) {
        Known before = known(of);
        known.put(of, new Known(before.succeeded(), true, before.failures() + 1, before.total()));
    }

    public synchronized State state(Of of) {
        Known now = known(of);
        Instant since = Optional.ofNullable(now.succeeded()).orElse(begun);
        boolean overdue = Duration.between(since, clock.instant()).compareTo(PATIENCE) > 0;
        return new State(now.succeeded(), now.failing(), overdue, now.failures(), now.total());
    }

    private Known known(Of of) {
        return known.getOrDefault(of, new Known(null, false, 0, Removed.NOTHING));
    }
}
