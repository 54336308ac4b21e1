package org.sillok.discovery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.kernel.Edtf;

class DaysTest {
    @ParameterizedTest
    @CsvSource({
        "2014-06-16,2014-06-16,2014-06-16,CERTAIN",
        "2014-06-16,2014-01-01,2014-12-31,CERTAIN",
        "2014-06,2014-06-16,2014-06-16,POSSIBLE",
        "2014~,2014-01-01,2014-12-31,POSSIBLE",
        "2014-06-16?,2014-01-01,2014-12-31,POSSIBLE",
        "201X,2019-12-31,,POSSIBLE",
        "201X,2020-01-01,,NONE",
        "2019-10-31/2019-11-02,2019-11-01,2019-11-01,POSSIBLE",
        "2019-10-31/2019-11-02,,2019-10-30,NONE",
        "2001/..,2020-01-01,,POSSIBLE",
        "../2001,2001-12-31,,POSSIBLE",
        "../2001,2002-01-01,,NONE"
    })
    void datesMatchByOverlap(String date, @Nullable LocalDate from, @Nullable LocalDate until, Days.Match match) {
        assertThat(Days.of(Edtf.parse(date)).in(new Days(from, until, false))).isEqualTo(match);
    }

    @Test
    void aYearIsKnownOnlyIfItIsOne() {
        assertThat(Days.of(Edtf.parse("2014-06?")).year()).isEqualTo(2014);
        assertThat(Days.of(Edtf.parse("2014/2015")).year()).isNull();
        assertThat(Days.of(Edtf.parse("2014/..")).year()).isNull();
    }

    @Test
    void onlyWholeYearsTellNoMoreThanTheYear() {
        assertThat(Days.of(Edtf.parse("2014")).isOfWholeYears()).isTrue();
        assertThat(Days.of(Edtf.parse("2014/..")).isOfWholeYears()).isTrue();
        assertThat(Days.of(Edtf.parse("2014-02/2014")).isOfWholeYears()).isFalse();
        assertThat(Days.of(Edtf.parse("2014/2014-11")).isOfWholeYears()).isFalse();
        LocalDate day = LocalDate.of(2014, 1, 2);
        assertThatThrownBy(() -> new Days(day, day.minusDays(1), false)).isInstanceOf(IllegalArgumentException.class);
    }
}
