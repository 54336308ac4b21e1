package org.sillok.discovery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1-4",
        "4,1-4",
        "5,5-9",
        "9,5-9",
        "10,10-19",
        "19,10-19",
        "20,20-49",
        "49,20-49",
        "50,50-99",
        "99,50-99",
        "100,100-199",
        "200,200-499",
        "500,500-999",
        "1000,1000-1999",
        "112000,100000-199999"
    })
    void aNumberIsShownAsItsRange(long count, String range) {
        assertThat(Buckets.of(count)).isEqualTo(range);
    }

    @Test
    void everyNumberLiesInItsRange() {
        for (long count = 1; count < 20_000; count++) {
            String[] range = Buckets.of(count).split("-");
            assertThat(count).isBetween(Long.parseLong(range[0]), Long.parseLong(range[1]));
        }
        assertThatThrownBy(() -> Buckets.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
