package org.sillok.recall.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.sillok.kernel.BundleId;

/**
 * One line of the recall list.
 *
 * @param items the numbers of what is called back, ascending, at least one
 * @param since when the notice was issued; the service says the beginning of that day (UTC)
 */
public record RecallEntry(BundleId bundle, List<Integer> items, RecallLevel level, Instant since)
        implements Comparable<RecallEntry> {
    private static final Comparator<RecallEntry> ORDER = Comparator.<RecallEntry, String>comparing(
                    entry -> entry.bundle.value())
            .thenComparing(RecallEntry::since)
            .thenComparing(RecallEntry::level)
            .thenComparing(RecallEntry::numbers);

    public RecallEntry {
        Forms.whole(since);
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an entry calls something back");
        }
        int last = 0;
        for (int item : items) {
            if (ItemNumber.check(item) <= last) {
                throw new IllegalArgumentException("items are in the order of their numbers, each once");
            }
            last = item;
        }
    }

    /** The items as bundles write them, with commas between them. */
    private String numbers() {
        return items.stream().map(ItemNumber::text).collect(Collectors.joining(","));
    }

    /** By bundle, time, level and items, which is the order of the list. */
    @Override
    public int compareTo(RecallEntry other) {
        return ORDER.compare(this, other);
    }
}
