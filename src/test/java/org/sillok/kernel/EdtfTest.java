package org.sillok.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdtfTest {
    @ParameterizedTest
    @CsvSource({
        "2019-11-02,            2019-11-02, 2019-11-02",
        "2023-11,               2023-11-01, 2023-11-30",
        "2024-02,               2024-02-01, 2024-02-29",
        "2014,                  2014-01-01, 2014-12-31",
        "2014-06-16T09:30:00,   2014-06-16, 2014-06-16",
        "2014-06-16T23:30:00+09:00, 2014-06-16, 2014-06-16",
        "2014/2016,             2014-01-01, 2016-12-31",
        "2019-10-31/2019-11,    2019-10-31, 2019-11-30",
        "201X,                  2010-01-01, 2019-12-31",
        "20XX,                  2000-01-01, 2099-12-31",
        "XXXX-02-29,            0000-02-29, 9996-02-29",
        "2003-XX-31,            2003-01-31, 2003-12-31",
        "2003-04-XX,            2003-04-01, 2003-04-30",
        "2003-1X,               2003-10-01, 2003-12-31",
        "2003-02-2X,            2003-02-20, 2003-02-28",
        "1X99-02-29,            1199-01-01, 1199-01-01",
        "2023-11~,              2023-11-01, 2023-11-30",
        "2001-21,               2001-01-01, 2001-12-31",
        "2001-24,               2000-12-01, 2002-02-28",
        "2001-25,               2001-03-01, 2001-05-31",
        "2001-28,               2000-12-01, 2002-02-28",
        "2001-31,               2001-03-01, 2001-05-31",
        "2001-34,               2001-04-01, 2001-06-30",
        "2001-39,               2001-09-01, 2001-12-31",
        "2001-41,               2001-07-01, 2001-12-31",
        "Y12345,                +12345-01-01, +12345-12-31",
        "-0044-03-15,           -0044-03-15, -0044-03-15",
        "-004X,                 -0049-01-01, -0040-12-31",
    })
    void theBoundsAreTheFirstAndLastDayTheTextAllows(String text, String earliest, String latest) {
        if (text.equals("1X99-02-29")) {
            // No year of this form is a leap year: such a day does not exist.
            assertThatIllegalArgumentException().isThrownBy(() -> Edtf.parse(text));
            return;
        }
        Edtf date = Edtf.parse(text);
        assertThat(date.earliest()).contains(LocalDate.parse(earliest));
        assertThat(date.latest()).contains(LocalDate.parse(latest));
        assertThat(date).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-02,    false, false",
        "2023-11?,      true,  false",
        "2023-11~,      false, true",
        "2023-11%,      true,  true",
        "?2004-06-~11,  true,  true",
        "2004-06~-11,   false, true",
        "2004-~06,      false, true",
        "2014~/2016,    false, true",
        "2014/2016?,    true,  false",
        "../2016%,      true,  true",
    })
    void qualifiersAreReportedAndDoNotWidenTheBounds(String text, boolean uncertain, boolean approximate) {
        Edtf date = Edtf.parse(text);
        assertThat(date.uncertain()).isEqualTo(uncertain);
        assertThat(date.approximate()).isEqualTo(approximate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2014/..", "2014/", "2014-06-16/.."})
    void anOpenOrUnknownEndHasNoBound(String text) {
        assertThat(Edtf.parse(text).earliest()).isPresent();
        assertThat(Edtf.parse(text).latest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../2014", "/2014"})
    void anOpenOrUnknownBeginningHasNoBound(String text) {
        assertThat(Edtf.parse(text).earliest()).isEmpty();
        assertThat(Edtf.parse(text).latest()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "..",
                "/",
                "../..",
                "/..",
                "2014.06.16",
                "2014-6-16",
                "14-06-16",
                "2014-13",
                "2014-00",
                "2014-00-01",
                "2014-06-00",
                "2014-06-31",
                "2023-02-29",
                "2014-20",
                "2014-42",
                "2014-21-01",
                "2014-XX-32",
                "2016/2014",
                "2014/2015/2016",
                "2014-06-16T25:00:00",
                "2014-06-16T09:30",
                "2014-06-16T09:30:60",
                "2014-06-16T09:30:00+15:00",
                "2014-06-16T09:30:00/2015",
                "-0000",
                "Y2014",
                "Y1234567890",
                "2014??",
                "?",
                "2014-?",
                "in 2014",
                "２０１４",
                "2014-06-16 ",
                "[2014,2016]",
                "{2014}",
                "2014-06-16~?",
                "+2014",
                "XXXX-02-3X",
                "2014-06-16/2014-06-15",
                "0X0X0-01"
            })
    void whatIsNotADateIsRefusedWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edtf.parse(text))
                .withMessage("not a date that EDTF knows");
    }
}
