package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sillok.time.core.StampProblem;

/** What the worker tells the outside: written by its thread, read by health and metrics. */
@ApplicationScoped
public class TimeMeter {
    private final LongSupplier nanos;
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile Known known = new Known(List.of(), false);
    private volatile @Nullable Sign lastSign;

    private record Known(List<TimeStatus.Line> authorities, boolean failing) {}

    /** When the worker last gave a sign of life, and how soon it promised the next. */
    private record Sign(long at, Duration patience) {}

    public TimeMeter() {
        this(System::nanoTime);
    }

    TimeMeter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void is(List<TimeStatus.Line> authorities) {
        known = new Known(List.copyOf(authorities), false);
    }

    void failing() {
        known = new Known(known.authorities(), true);
    }

    /** The worker lives, and will say so again before {@code patience} is over. */
    void lives(Duration patience) {
        lastSign = new Sign(nanos.getAsLong(), patience);
    }

    void failed(String authority, StampProblem problem) {
        failures.computeIfAbsent(key(authority, problem), unused -> new LongAdder())
                .increment();
    }

    public TimeStatus status() {
        Known now = known;
        Sign sign = lastSign;
        if (sign == null) {
            return new TimeStatus(now.authorities(), now.failing(), Duration.ZERO, false);
        }
        Duration silence = Duration.ofNanos(nanos.getAsLong() - sign.at());
        return new TimeStatus(now.authorities(), now.failing(), silence, silence.compareTo(sign.patience()) > 0);
    }

    /** How many attempts of this process failed in this way. */
    public long failures(String authority, StampProblem problem) {
        LongAdder count = failures.get(key(authority, problem));
        return count == null ? 0 : count.sum();
    }

    private static String key(String authority, StampProblem problem) {
        return authority + "/" + problem;
    }
}
