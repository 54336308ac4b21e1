package org.sillok.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;

/**
 * What one kind of search comes to.
 *
 * @param shown the items of the lines, for the record
 * @param last after which item to go on, one of those shown; null if there is nothing left
 * @param more whether there are more items to be shown than one search counts
 */
record Results(
        List<Discovery.Line> lines,
        List<ItemId> shown,
        @Nullable ItemId last,
        boolean more,
        String count,
        List<Discovery.Cell> cells) {
    Results {
        lines = List.copyOf(lines);
        shown = List.copyOf(shown);
        cells = List.copyOf(cells);
    }

    /** After the last line: of the page, or of what was counted if that ends with the page and there is more. */
    static @Nullable ItemId next(Slice<ItemId> page, Slice<ItemId> counted) {
        List<ItemId> lines = page.more() || counted.more() ? page.items() : List.of();
        return lines.isEmpty() ? null : lines.get(lines.size() - 1);
    }
}
