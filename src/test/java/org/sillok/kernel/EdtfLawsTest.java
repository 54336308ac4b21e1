package org.sillok.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the bounds of every pattern of unspecified digits with a search of the whole calendar, day by day. */
class EdtfLawsTest {
    @Test
    void everyPatternOfUnspecifiedDigitsIsBoundedByTheDaysThatMatchIt() {
        String[] dates = {"2024-02-29", "2023-11-30", "1999-12-31", "2000-01-01", "2010-10-10"};
        for (String date : dates) {
            for (int mask = 0; mask < 1 << 6; mask++) {
                // The century is kept, so that the day-by-day search stays short.
                check(masked(date, mask));
            }
        }
    }

    private static String masked(String date, int mask) {
        StringBuilder text = new StringBuilder(date);
        int[] places = {2, 3, 5, 6, 8, 9};
        for (int i = 0; i < places.length; i++) {
            if ((mask & (1 << i)) != 0) {
                text.setCharAt(places[i], 'X');
            }
        }
        return text.toString();
    }

    private static void check(String pattern) {
        @Nullable LocalDate first = null;
        @Nullable LocalDate last = null;
        int century = Integer.parseInt(pattern.substring(0, 2)) * 100;
        LocalDate end = LocalDate.of(century + 100, 1, 1);
        for (LocalDate day = LocalDate.of(century, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            if (fits(pattern, day.toString())) {
                first = first == null ? day : first;
                last = day;
            }
        }
        Edtf parsed = Edtf.parse(pattern);
        assertThat(parsed.earliest()).as(pattern).isEqualTo(Optional.ofNullable(first));
        assertThat(parsed.latest()).as(pattern).isEqualTo(Optional.ofNullable(last));
    }

    private static boolean fits(String pattern, String date) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) != 'X' && pattern.charAt(i) != date.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void everyDayOfTheCalendarAndNoOtherIsADate() {
        for (int year : new int[] {1900, 2000, 2023, 2024}) {
            for (int month = 0; month <= 19; month++) {
                for (int day = 0; day <= 99; day++) {
                    String text = "%04d-%02d-%02d".formatted(year, month, day);
                    assertThat(parses(text)).as(text).isEqualTo(exists(year, month, day));
                }
            }
        }
    }

    private static boolean parses(String text) {
        try {
            return Edtf.parse(text).earliest().isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean exists(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
