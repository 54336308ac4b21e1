package org.sillok.log;

import java.util.Comparator;

/** Where an entry is: in which log of the installation, under which number. Ordered as entries are in time. */
public record LogPlace(int log, long index) implements Comparable<LogPlace> {
    @Override
    public int compareTo(LogPlace other) {
        return Comparator.comparingInt(LogPlace::log)
                .thenComparingLong(LogPlace::index)
                .compare(this, other);
    }
}
