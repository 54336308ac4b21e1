package org.sillok.bundle.core;

import java.util.Iterator;
import java.util.List;

/**
 * The items of a bundle. They are gone through several times, so that none of the bundle's lists has to be held in memory:
 * every pass must give the same items in the order of their numbers, 1 to {@link #count}.
 */
public interface Items extends Iterable<PlannedItem> {
    /** Six digits have room for no more. */
    int MAX_COUNT = 999_999;

    int count();

    /** Items that are at hand. */
    static Items of(List<PlannedItem> items) {
        List<PlannedItem> copy = List.copyOf(items);
        return new Items() {
            @Override
            public int count() {
                return copy.size();
            }

            @Override
            public Iterator<PlannedItem> iterator() {
                return copy.iterator();
            }
        };
    }
}
