package org.sillok.log;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds, as a report shows them. */
record Percentiles(long[] sorted) {
    static Percentiles of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    double millis(double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", millis(0.50), millis(0.99));
    }
}
