package org.sillok.evidence.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fills a page with the lines that may be shown: what is left out leaves no gap, no shorter page and no other cursor. */
public final class PageFilling {
    private PageFilling() {}

    /**
     * The first {@code wanted} lines that may be shown, or all of them if there are fewer.
     *
     * @param batch how many lines {@code read} returns unless there are no more
     * @param read the lines after the one given, or from the first if that is null
     * @param allowed those of some lines that may be shown, in their order
     */
    public static <T> List<T> fill(
            int wanted, int batch, Function<@Nullable T, List<T>> read, UnaryOperator<List<T>> allowed) {
        List<T> filled = new ArrayList<>();
        @Nullable T last = null;
        while (true) {
            List<T> lines = read.apply(last);
            for (T line : lines.isEmpty() ? lines : allowed.apply(lines)) {
                filled.add(line);
                if (filled.size() == wanted) {
                    return filled;
                }
            }
            if (lines.size() < batch) {
                return filled;
            }
            last = lines.get(lines.size() - 1);
        }
    }
}
