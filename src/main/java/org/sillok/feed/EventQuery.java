package org.sillok.feed;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.Happening;

/**
 * Which events are wanted.
 *
 * @param types empty for all
 * @param after the event after which to go on; null for the beginning
 * @param latest whether to go on after the newest there is; only without {@code after}
 */
public record EventQuery(Set<Happening> types, @Nullable String after, boolean latest, int limit) {
    public EventQuery {
        types = Set.copyOf(types);
    }

    /** The same from another place on. */
    EventQuery from(@Nullable String event) {
        return new EventQuery(types, event, false, limit);
    }
}
