package org.sillok.audit.core;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one row, by column. Of a column that is not put here nothing is said, and it is not compared. Moments are
 * compared with some allowance, because a row's time is taken a little before its statement's; what has to be the same to the
 * millisecond is put as text.
 */
public final class Columns {
    private static final Duration SAME_MOMENT = Duration.ofMinutes(2);

    private final Map<String, Optional<Object>> values = new LinkedHashMap<>();

    /** Says what a column holds; null for nothing. What was said before is replaced. */
    public Columns put(String column, @Nullable Object value) {
        values.put(column, Optional.ofNullable(value));
        return this;
    }

    /** Says that a column holds nothing, unless something was said of it. */
    public Columns orNothing(String column) {
        values.putIfAbsent(column, Optional.empty());
        return this;
    }

    /** Columns of which both say something, and not the same, in the order in which they were said here. */
    public List<String> differences(Columns other) {
        return values.entrySet().stream()
                .filter(column -> {
                    Optional<Object> theirs = other.values.get(column.getKey());
                    return theirs != null && !isSame(column.getValue(), theirs);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isSame(Optional<Object> a, Optional<Object> b) {
        if (a.isPresent() && b.isPresent() && a.get() instanceof Instant one && b.get() instanceof Instant two) {
            return isSameMoment(one, two);
        }
        return a.equals(b);
    }

    /** Whether a row's time is that of its statement. */
    public static boolean isSameMoment(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(SAME_MOMENT) <= 0;
    }
}
