package org.sillok.kernel;

import java.time.LocalDate;
import java.time.YearMonth;

/** Sub-year groupings (ISO 8601-2:2019, 4.8): seasons, quarters, quadrimesters and halves. */
final class EdtfSeason {
    private EdtfSeason() {}

    static LocalDate first(int year, int code) {
        int firstMonth = switch (code) {
            // Of an unnamed hemisphere: spring and autumn lie within the year, summer and winter may cross it.
            case 21, 23 -> 1;
            case 22, 24 -> 0;
            case 25, 31 -> 3;
            case 26, 32 -> 6;
            case 27, 29 -> 9;
            // Northern winter and southern summer: which December is meant is not defined.
            case 28, 30 -> 0;
            case 33, 34, 35, 36 -> 1 + 3 * (code - 33);
            case 37, 38, 39 -> 1 + 4 * (code - 37);
            case 40, 41 -> 1 + 6 * (code - 40);
            default -> throw EdtfDate.invalid();
        };
        return month(year, firstMonth).atDay(1);
    }

    static LocalDate last(int year, int code) {
        int lastMonth = switch (code) {
            case 21, 23 -> 12;
            case 22, 24, 28, 30 -> 14;
            case 25, 31 -> 5;
            case 26, 32 -> 8;
            case 27, 29 -> 11;
            case 33, 34, 35, 36 -> 3 + 3 * (code - 33);
            case 37, 38, 39 -> 4 + 4 * (code - 37);
            case 40, 41 -> 6 + 6 * (code - 40);
            default -> throw EdtfDate.invalid();
        };
        return month(year, lastMonth).atEndOfMonth();
    }

    /** Month 0 is the December before, month 14 the February after. */
    private static YearMonth month(int year, int month) {
        return YearMonth.of(year, 1).plusMonths(month - 1L);
    }
}
