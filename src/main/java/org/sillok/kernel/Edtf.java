package org.sillok.kernel;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date as EDTF (ISO 8601-2:2019): level 0 and 1, and of level 2 unspecified digits anywhere, qualifiers of single
 * components and sub-year groupings 25 to 41. Sets, exponents and significant digits are not taken.
 *
 * <p>The bounds are the first and last day that the text itself allows. A qualifier ({@code ?}, {@code ~}, {@code %})
 * does not widen them: how far "about" reaches is for the reader to judge, so it is reported as a flag. A season whose
 * hemisphere is not given is bounded by the year, and by the neighbouring winter where it may cross it.
 */
public final class Edtf {
    private static final int MAX_LENGTH = 64;

    private final String text;
    private final @Nullable LocalDate earliest;
    private final @Nullable LocalDate latest;
    private final boolean uncertain;
    private final boolean approximate;

    private Edtf(
            String text,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            boolean uncertain,
            boolean approximate) {
        this.text = text;
        this.earliest = earliest;
        this.latest = latest;
        this.uncertain = uncertain;
        this.approximate = approximate;
    }

    /**
     * Reads a date, a date and time, or an interval.
     *
     * @throws IllegalArgumentException for everything else, including days that no calendar has and intervals that end
     *     before they begin; the message does not repeat the text
     */
    public static Edtf parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw EdtfDate.invalid();
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            EdtfDate date = EdtfDate.parse(text, true);
            return new Edtf(text, date.earliest(), date.latest(), date.uncertain(), date.approximate());
        }
        @Nullable EdtfDate from = end(text.substring(0, slash));
        @Nullable EdtfDate until = end(text.substring(slash + 1));
        if (from == null && until == null) {
            throw EdtfDate.invalid();
        }
        @Nullable LocalDate earliest = from == null ? null : from.earliest();
        @Nullable LocalDate latest = until == null ? null : until.latest();
        if (earliest != null && latest != null && earliest.isAfter(latest)) {
            throw EdtfDate.invalid();
        }
        return new Edtf(
                text,
                earliest,
                latest,
                (from != null && from.uncertain()) || (until != null && until.uncertain()),
                (from != null && from.approximate()) || (until != null && until.approximate()));
    }

    /** One end of an interval; null if it is open ({@code ..}) or unknown (empty). */
    private static @Nullable EdtfDate end(String text) {
        return text.isEmpty() || text.equals("..") ? null : EdtfDate.parse(text, false);
    }

    /** The first day it can mean; empty where the beginning is open or unknown. */
    public Optional<LocalDate> earliest() {
        return Optional.ofNullable(earliest);
    }

    /** The last day it can mean; empty where the end is open or unknown. */
    public Optional<LocalDate> latest() {
        return Optional.ofNullable(latest);
    }

    /** Whether any part is marked {@code ?} or {@code %}: the source may be wrong. */
    public boolean uncertain() {
        return uncertain;
    }

    /** Whether any part is marked {@code ~} or {@code %}: it is an estimate. */
    public boolean approximate() {
        return approximate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edtf that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text as it was written, which is the only canonical form. */
    @Override
    public String toString() {
        return text;
    }
}
