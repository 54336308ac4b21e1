package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.sillok.time.core.StampProblem;

/** What the worker tells the outside: written by its thread, read by health and metrics. */
@ApplicationScoped
public class TimeMeter {
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile TimeStatus status = new TimeStatus(List.of(), false);

    void is(TimeStatus now) {
        status = now;
    }

    void failing() {
        status = new TimeStatus(status.authorities(), true);
    }

    void failed(String authority, StampProblem problem) {
        failures.computeIfAbsent(key(authority, problem), unused -> new LongAdder())
                .increment();
    }

    public TimeStatus status() {
        return status;
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
