package org.sillok.verify;

import java.time.Instant;
import java.util.List;
import org.sillok.recall.core.RecallEntry;

/**
 * What a recall list says about a bundle, after everything about the list was found in order.
 *
 * @param number of the list: a higher one is newer
 * @param current whether the list holds at the time of the check. If not, it may not know of newer recalls
 * @param future whether its time has not come yet
 * @param lower whether a list with a higher number had been seen before
 * @param recalled what of the bundle is called back; empty if the list names nothing of it
 */
public record RecallAccount(
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        boolean current,
        boolean future,
        boolean lower,
        List<RecallEntry> recalled) {
    public RecallAccount {
        recalled = List.copyOf(recalled);
    }

    /** Whether it can say that nothing was called back: it holds now, and no newer one was seen. */
    boolean isNewest() {
        return current && !lower;
    }
}
