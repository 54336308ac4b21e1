package org.sillok.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;

/**
 * What one kind of search comes to.
 *
 * @param shown the items of the lines, for the record
 * @param last after which item to go on; null if there is nothing left
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

    /** After the last line if there are more of them, else after the last candidate if there are more of those. */
    static @Nullable ItemId next(Slice<Found> page, Slice<Found> candidates) {
        List<Found> lines = page.more() ? page.items() : candidates.more() ? candidates.items() : List.of();
        return lines.isEmpty() ? null : new ItemId(lines.get(lines.size() - 1).item());
    }
}
