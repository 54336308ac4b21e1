package org.sillok.discovery.core;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;

/**
 * The days that a date may mean, from first to last; null where it is open.
 *
 * @param uncertain whether the date is marked as uncertain or approximate
 */
public record Days(@Nullable LocalDate first, @Nullable LocalDate last, boolean uncertain) {
    /** How a date lies to the dates that are sought. */
    public enum Match {
        /** Whatever day it was, it is among them. */
        CERTAIN,
        /** It may be among them. */
        POSSIBLE,
        NONE
    }

    public Days {
        if (first != null && last != null && first.isAfter(last)) {
            throw new IllegalArgumentException("ends before it begins");
        }
    }

    public static Days of(Edtf date) {
        return new Days(
                date.earliest().orElse(null), date.latest().orElse(null), date.uncertain() || date.approximate());
    }

    /** How this date lies to {@code sought}. A bound that is open may be any day. */
    public Match in(Days sought) {
        if (isBefore(last, sought.first) || isBefore(sought.last, first)) {
            return Match.NONE;
        }
        boolean begins = sought.first == null || (first != null && !first.isBefore(sought.first));
        boolean ends = sought.last == null || (last != null && !last.isAfter(sought.last));
        return begins && ends && !uncertain ? Match.CERTAIN : Match.POSSIBLE;
    }

    /** The one year in which it lies; null if it may be in several. */
    public @Nullable Integer year() {
        return first != null && last != null && first.getYear() == last.getYear() ? (Integer) first.getYear() : null;
    }

    /** Whether it begins and ends with a year. */
    public boolean isOfWholeYears() {
        return (first == null || first.getDayOfYear() == 1)
                && (last == null || last.plusDays(1).getDayOfYear() == 1);
    }

    private static boolean isBefore(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one != null && other != null && one.isBefore(other);
    }
}
