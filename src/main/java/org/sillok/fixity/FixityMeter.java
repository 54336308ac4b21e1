package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Lag;
import org.sillok.fixity.core.Round;

/** What the background threads tell the outside; read by health and metrics. */
@ApplicationScoped
public class FixityMeter {
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile FixityState state = FixityState.UNKNOWN;
    private volatile boolean stale = true;
    private final Map<String, String> delays = new ConcurrentHashMap<>();

    void is(Optional<Round> newest, Optional<Round> complete, Map<Copy, Long> open, Optional<Lag> lag, Instant readAt) {
        stale = false;
        state = new FixityState(newest, complete, open, lag, readAt);
    }

    /** Something has changed: what is shown is to be read again. */
    void stale() {
        stale = true;
    }

    boolean isFresh(Instant now, Duration atMost) {
        return !stale && !state.readAt().isBefore(now.minus(atMost));
    }

    void checked(long length) {
        files.increment();
        bytes.add(length);
    }

    void delayed(String task, String why) {
        delays.put(task, why);
    }

    void goesOn(String task) {
        delays.remove(task);
    }

    public FixityState state() {
        return state;
    }

    /** Why this process reads nothing although it should; empty while it does, or nothing is to be read. */
    public Optional<String> delay() {
        return delays.values().stream().findFirst();
    }

    /** Copies that this process has read since it started. */
    public long files() {
        return files.sum();
    }

    public long bytes() {
        return bytes.sum();
    }
}
