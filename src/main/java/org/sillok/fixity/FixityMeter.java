package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the background threads tell the outside; read by health and metrics. */
@ApplicationScoped
public class FixityMeter {
    private static final Duration OLD = Duration.ofMinutes(1);

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong unrecorded = new AtomicLong();
    private volatile FixityState state = FixityState.UNKNOWN;
    private volatile boolean stale = true;
    private volatile boolean known;
    private volatile long readAt;
    private final Map<String, String> delays = new ConcurrentHashMap<>();

    /** What is shown is being read: what changes from now on makes it stale again. */
    void reading() {
        stale = false;
    }

    void is(FixityState read) {
        state = read;
        readAt = System.nanoTime();
        known = true;
    }

    /** Something has changed: what is shown is to be read again. */
    void stale() {
        stale = true;
    }

    boolean isFresh(Duration atMost) {
        return !stale && known && System.nanoTime() - readAt < atMost.toNanos();
    }

    /** Whether the state is worth anything: it was read, and not long ago. */
    public boolean isKnown() {
        return known && System.nanoTime() - readAt < OLD.toNanos();
    }

    /** A damage was seen that could not be made an incident. */
    void unrecorded() {
        unrecorded.incrementAndGet();
    }

    /** A new round looks at everything again. */
    void allRecorded() {
        unrecorded.set(0);
    }

    /** How many damages this process has seen in its round, and could not make incidents of. */
    public long unrecordedDamages() {
        return unrecorded.get();
    }

    void checked(long length) {
        files.increment();
        bytes.add(length);
    }

    /** {@code task} is the name of a turn; or of a part of it, behind a slash, which may be delayed while the rest goes on. */
    void delayed(String task, String why) {
        delays.put(task, why);
    }

    void goesOn(String task) {
        delays.remove(task);
    }

    /** Another process has the turn: how it stands with the task is not for this one to say any more. */
    void elsewhere(String task) {
        delays.keySet().removeIf(key -> key.equals(task) || key.startsWith(task + "/"));
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
