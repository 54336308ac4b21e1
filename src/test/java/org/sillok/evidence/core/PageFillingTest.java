package org.sillok.evidence.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageFillingTest {
    @Test
    void everyPageIsFullAndThePagesTogetherAreWhatMayBeShown() {
        for (int lines = 0; lines <= 9; lines++) {
            for (int hidden = 0; hidden < 1 << lines; hidden++) {
                for (int limit = 1; limit <= 4; limit++) {
                    assertPages(lines, hidden, limit);
                }
            }
        }
    }

    private static void assertPages(int lines, int hidden, int limit) {
        List<Integer> visible = IntStream.range(0, lines)
                .filter(line -> (hidden & (1 << line)) == 0)
                .boxed()
                .toList();
        List<Integer> seen = new ArrayList<>();
        int from = 0;
        boolean more = true;
        while (more) {
            int start = from;
            List<Integer> page = PageFilling.<Integer>fill(
                    limit + 1,
                    limit + 1,
                    last -> IntStream.range(last == null ? start : last + 1, lines)
                            .limit(limit + 1L)
                            .boxed()
                            .toList(),
                    some -> some.stream().filter(visible::contains).toList());
            more = page.size() > limit;
            List<Integer> shown = page.subList(0, Math.min(limit, page.size()));
            assertThat(shown.size() == limit || !more).isTrue();
            seen.addAll(shown);
            from = shown.isEmpty() ? lines : shown.get(shown.size() - 1) + 1;
        }
        assertThat(seen)
                .as("%d lines, %s hidden", lines, Integer.toBinaryString(hidden))
                .isEqualTo(visible);
    }

    @Test
    void readsOnceIfNothingIsHidden() {
        List<Integer> reads = new ArrayList<>();
        PageFilling.<Integer>fill(
                3,
                3,
                last -> {
                    reads.add(last == null ? -1 : last);
                    return List.of(1, 2, 3);
                },
                lines -> lines);
        assertThat(reads).hasSize(1);
        assertThat(Set.copyOf(reads)).containsExactly(-1);
    }
}
