package org.sillok.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.Told;

/**
 * Some events, oldest first.
 *
 * @param last the event after which to go on, which may be one that was passed over; null if there was never one
 */
public record Reading(List<Told> items, @Nullable String last) {
    public Reading {
        items = List.copyOf(items);
    }
}
