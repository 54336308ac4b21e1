package org.sillok.kernel;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One date of {@link Edtf}: its bounds and its qualifiers. */
record EdtfDate(LocalDate earliest, LocalDate latest, boolean uncertain, boolean approximate) {
    private static final String Q = "[?~%]?";
    /** Qualifiers may stand before a component (it alone) or after it (it and all to its left). */
    private static final Pattern DATE = Pattern.compile("(?<q1>" + Q + ")(?<year>-?[0-9X]{4})(?<q2>" + Q + ")"
            + "(?:-(?<q3>" + Q + ")(?<month>[0-9X]{2})(?<q4>" + Q + ")"
            + "(?:-(?<q5>" + Q + ")(?<day>[0-9X]{2})(?<q6>" + Q + "))?)?");

    private static final Pattern LONG_YEAR = Pattern.compile("Y(-?[1-9][0-9]{4,8})");
    private static final Pattern DATE_TIME = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
            + "(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?");
    private static final int QUALIFIERS = 6;
    private static final int YEARS = 10_000;

    static IllegalArgumentException invalid() {
        return new IllegalArgumentException("not a date that EDTF knows");
    }

    static EdtfDate parse(String text, boolean timeAllowed) {
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return ofComponents(date);
        }
        Matcher longYear = LONG_YEAR.matcher(text);
        if (longYear.matches()) {
            int year = Integer.parseInt(longYear.group(1));
            return new EdtfDate(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), false, false);
        }
        Matcher dateTime = DATE_TIME.matcher(text);
        if (timeAllowed && dateTime.matches()) {
            return parse(dateTime.group(1), false);
        }
        throw invalid();
    }

    private static EdtfDate ofComponents(Matcher date) {
        boolean uncertain = false;
        boolean approximate = false;
        for (int i = 1; i <= QUALIFIERS; i++) {
            @Nullable String qualifier = date.group("q" + i);
            if (qualifier != null && !qualifier.isEmpty()) {
                uncertain |= !qualifier.equals("~");
                approximate |= !qualifier.equals("?");
            }
        }
        String year = date.group("year");
        @Nullable String month = date.group("month");
        @Nullable String day = date.group("day");
        if (year.equals("-0000")) {
            throw invalid();
        }
        if (month != null && month.matches("[2-4][0-9]")) {
            if (day != null) {
                throw invalid();
            }
            LocalDate first = EdtfSeason.first(firstYear(year), Integer.parseInt(month));
            LocalDate last = EdtfSeason.last(lastYear(year), Integer.parseInt(month));
            return new EdtfDate(first, last, uncertain, approximate);
        }
        String months = month == null ? "XX" : month;
        String days = day == null ? "XX" : day;
        LocalDate first = search(year, months, days, false);
        LocalDate last = search(year, months, days, true);
        return new EdtfDate(first, last, uncertain, approximate);
    }

    private static int firstYear(String year) {
        return Math.min(year(year, '0'), year(year, '9'));
    }

    private static int lastYear(String year) {
        return Math.max(year(year, '0'), year(year, '9'));
    }

    private static int year(String year, char digit) {
        return Integer.parseInt(year.replace('X', digit));
    }

    /** The first or last day of the calendar that the digits given allow. */
    private static LocalDate search(String year, String month, String day, boolean fromEnd) {
        int from = firstYear(year);
        int until = lastYear(year);
        for (int step = 0; step < YEARS && from + step <= until; step++) {
            int y = fromEnd ? until - step : from + step;
            if (!matches(year, y)) {
                continue;
            }
            for (int i = 1; i <= 12; i++) {
                int m = fromEnd ? 13 - i : i;
                if (!matches(month, m)) {
                    continue;
                }
                int length = YearMonth.of(y, m).lengthOfMonth();
                for (int j = 1; j <= length; j++) {
                    int d = fromEnd ? length + 1 - j : j;
                    if (matches(day, d)) {
                        return LocalDate.of(y, m, d);
                    }
                }
            }
        }
        throw invalid();
    }

    private static boolean matches(String pattern, int number) {
        int rest = Math.abs(number);
        for (int i = pattern.length() - 1; i >= 0 && pattern.charAt(i) != '-'; i--) {
            char c = pattern.charAt(i);
            if (c != 'X' && c - '0' != rest % 10) {
                return false;
            }
            rest /= 10;
        }
        return rest == 0;
    }
}
