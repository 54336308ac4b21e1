package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sillok.kernel.ItemId;

/**
 * Files that did not read as they should, to be looked at soon: whoever reads does not wait for it, and what it met is
 * not believed without a look of fixity's own. Kept in memory only; what a crash loses, the next round finds.
 */
@ApplicationScoped
public class Suspicions {
    private static final int MOST = 1_000;

    private final Set<Suspicion> waiting = ConcurrentHashMap.newKeySet();

    /** A file of a version of an item. */
    record Suspicion(ItemId item, int version, int file) {}

    /** Somebody met a damage while reading this file. Costs nothing. */
    public void met(ItemId item, int version, int file) {
        if (waiting.size() < MOST) {
            waiting.add(new Suspicion(item, version, file));
        }
    }

    List<Suspicion> waiting() {
        return new ArrayList<>(waiting);
    }

    void settled(Suspicion suspicion) {
        waiting.remove(suspicion);
    }
}
