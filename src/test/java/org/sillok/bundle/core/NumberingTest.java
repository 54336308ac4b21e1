package org.sillok.bundle.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sillok.custody.core.CustodyFixtures;

class NumberingTest {
    private static List<Integer> order(String seed, int count) {
        return IntStream.of(Numbering.order(CustodyFixtures.pseudoRandom(seed, 32), count))
                .boxed()
                .toList();
    }

    @Test
    void everyItemGetsOneNumber() {
        for (int count : new int[] {0, 1, 2, 251, 1_001}) {
            assertThat(order("seed", count))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, count).boxed().toList());
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(order("one", 100)).isEqualTo(order("one", 100)).isNotEqualTo(order("two", 100));
        assertThatThrownBy(() -> Numbering.order(new byte[31], 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allOrdersAreAboutEquallyLikely() {
        Map<List<Integer>, Integer> seen = new HashMap<>();
        for (int i = 0; i < 6_000; i++) {
            seen.merge(order("seed " + i, 3), 1, Integer::sum);
        }
        assertThat(seen).hasSize(6);
        // 1,000 each; six standard deviations are about 170.
        assertThat(seen.values()).allMatch(count -> count > 830 && count < 1_170);
    }
}
