package org.sillok.review.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts within a time that slides along with what comes, in the order of time: a burst across the full hour is as much a
 * burst. As long as there is too much the finding grows; then it ends.
 */
final class Window {
    private record Seen(Instant at, String what) {}

    private final AnomalyKind kind;
    private final String user;
    private final Duration length;
    private final int limit;
    private final List<Anomaly> findings;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private Set<String> counted = new HashSet<>();
    private int number;
    private Instant from = Instant.MIN;
    private Instant until = Instant.MIN;
    private boolean open;

    Window(AnomalyKind kind, String user, Duration length, int limit, List<Anomaly> findings) {
        this.kind = kind;
        this.user = user;
        this.length = length;
        this.limit = limit;
        this.findings = findings;
    }

    /** Something that counts each time. */
    void add(Instant at) {
        add(at, at + "/" + number++);
    }

    /** Something that counts once, however often it comes within the time. */
    void add(Instant at, String what) {
        while (!seen.isEmpty() && seen.getFirst().at().isBefore(at.minus(length))) {
            counts.computeIfPresent(seen.removeFirst().what(), (same, count) -> count == 1 ? null : count - 1);
        }
        seen.addLast(new Seen(at, what));
        counts.merge(what, 1, Integer::sum);
        if (counts.size() < limit) {
            end();
            return;
        }
        if (!open) {
            open = true;
            from = seen.getFirst().at();
            counted = new HashSet<>(counts.keySet());
        }
        counted.add(what);
        until = at;
    }

    /** Nothing more comes. */
    void end() {
        if (open) {
            findings.add(new Anomaly(kind, user, from, until, counted.size(), limit));
            open = false;
        }
    }
}
