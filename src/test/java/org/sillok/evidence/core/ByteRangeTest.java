package org.sillok.evidence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void everySmallRangeOfEverySmallFileAgreesWithTheDefinition() {
        for (long length = 0; length <= 6; length++) {
            for (long first = 0; first <= 8; first++) {
                for (long last = 0; last <= 8; last++) {
                    ByteRange range = ByteRange.of(Optional.of("bytes=" + first + "-" + last), length);
                    if (last < first) {
                        assertThat(range).isEqualTo(new ByteRange.Whole(length));
                    } else if (first >= length) {
                        assertThat(range).isEqualTo(new ByteRange.Unsatisfiable(length));
                    } else {
                        assertThat(range).isEqualTo(new ByteRange.Part(first, Math.min(last, length - 1), length));
                    }
                }
            }
        }
    }

    @Test
    void suffixRangesCountFromTheEnd() {
        assertThat(ByteRange.of(Optional.of("bytes=-3"), 10)).isEqualTo(new ByteRange.Part(7, 9, 10));
        assertThat(ByteRange.of(Optional.of("bytes=-30"), 10)).isEqualTo(new ByteRange.Part(0, 9, 10));
        assertThat(ByteRange.of(Optional.of("bytes=-0"), 10)).isEqualTo(new ByteRange.Unsatisfiable(10));
        assertThat(ByteRange.of(Optional.of("bytes=-1"), 0)).isEqualTo(new ByteRange.Unsatisfiable(0));
        assertThat(ByteRange.of(Optional.of("bytes=4-"), 10)).isEqualTo(new ByteRange.Part(4, 9, 10));
    }

    @Test
    void whatIsNoSingleByteRangeYieldsTheWholeFile() {
        for (String field : new String[] {
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=1-2,4-5",
            "items=0-1",
            "bytes=0-1x",
            "bytes=99999999999999999999-",
            "bytes=-99999999999999999999"
        }) {
            assertThat(ByteRange.of(Optional.of(field), 10)).as(field).isEqualTo(new ByteRange.Whole(10));
        }
        assertThat(ByteRange.of(Optional.empty(), 10)).isEqualTo(new ByteRange.Whole(10));
    }
}
