package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=10 | 10",
                "WAIT = 10 | 10",
                "wait=\"7\" | 7",
                "respond-async, wait=100 | 60",
                "wait=0 | 0",
                "wait=3;x=y, wait=9 | 3",
                "return=minimal; foo=\"wait\", wait=5 | 5"
            })
    void theFirstWaitCountsUpToAMinute(String field, long seconds) {
        assertThat(Prefer.waitOf(List.of(field))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wait", "wait=", "wait=-1", "wait=ten", "wait=1.5", "waiting=3", "wait=99999999999", ";;,,=="
            })
    void whatIsNotUnderstoodIsIgnored(String field) {
        assertThat(Prefer.waitOf(List.of(field))).isEmpty();
    }

    @Test
    void linesAreReadInTheirOrder() {
        assertThat(Prefer.waitOf(List.of("respond-async", "wait=2", "wait=4"))).contains(Duration.ofSeconds(2));
        assertThat(Prefer.waitOf(List.of())).isEmpty();
    }
}
