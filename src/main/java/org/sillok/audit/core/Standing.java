package org.sillok.audit.core;

import java.util.Comparator;

/** Where a statement stands with the log. */
public sealed interface Standing {
    /** It is the entry of that number in that log of the installation. */
    record Logged(int log, long index) implements Standing, Comparable<Logged> {
        @Override
        public int compareTo(Logged other) {
            return Comparator.comparingInt(Logged::log)
                    .thenComparingLong(Logged::index)
                    .compare(this, other);
        }
    }

    /** It is on its way into the log. */
    record Waiting() implements Standing {}

    /** The log knows nothing of it. */
    record Absent() implements Standing {}
}
