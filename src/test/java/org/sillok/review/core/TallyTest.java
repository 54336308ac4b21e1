package org.sillok.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Instant START = Instant.parse("2026-11-02T10:30:00Z");

    @Test
    void eachPersonIsSummedUpWhateverTheOrder() {
        Tally tally = new Tally();
        tally.add(new Access(START.plusSeconds(9), "usr_b", "DOWNLOADED", null, "itm_1"));
        tally.add(new Access(START.plusSeconds(3), "usr_a", "VIEWED", null, "itm_1"));
        tally.add(new Access(START.plusSeconds(5), "usr_a", "VIEWED", null, "itm_1"));
        tally.add(new Access(START, "usr_a", "VIEWED", null, "itm_2"));
        tally.add(new Access(START.plusSeconds(4), "usr_a", "DENIED", "VIEW_ITEM", "itm_3"));
        tally.add(new Access(START.plusSeconds(4), "usr_a", "LISTED", null, null));
        assertThat(tally.people())
                .isEqualTo(List.of(
                        new PersonAccess(
                                "usr_a",
                                START,
                                START.plusSeconds(5),
                                new TreeMap<>(Map.of("VIEWED", 3, "DENIED", 1, "LISTED", 1)),
                                2,
                                0),
                        new PersonAccess(
                                "usr_b",
                                START.plusSeconds(9),
                                START.plusSeconds(9),
                                new TreeMap<>(Map.of("DOWNLOADED", 1)),
                                0,
                                1)));
    }

    @Test
    void nobodyDidAnything() {
        assertThat(new Tally().people()).isEmpty();
    }
}
