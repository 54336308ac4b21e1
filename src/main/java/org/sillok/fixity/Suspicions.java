package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sillok.kernel.ItemId;

/**
 * Files that did not read as they should, to be looked at soon: whoever reads does not wait for it, and what it met is
 * not believed without a look of fixity's own. Kept in memory only; what a crash loses, the next round finds.
 */
@ApplicationScoped
public class Suspicions {
    private static final int MOST = 1_000;
    private static final int ATTEMPTS = 5;
    /** Whoever asks for a damaged file again and again does not make the service read it again and again. */
    private static final long REST = Duration.ofMinutes(10).toNanos();

    private final Map<Suspicion, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<Suspicion, Long> settled = new ConcurrentHashMap<>();

    /** A file of a version of an item. */
    record Suspicion(ItemId item, int version, int file) {}

    /** Somebody met a damage while reading this file. Costs nothing. */
    public void met(ItemId item, int version, int file) {
        Suspicion suspicion = new Suspicion(item, version, file);
        Long lastLook = settled.get(suspicion);
        if (waiting.size() < MOST && (lastLook == null || System.nanoTime() - lastLook > REST)) {
            waiting.putIfAbsent(suspicion, 0);
        }
    }

    List<Suspicion> waiting() {
        return new ArrayList<>(waiting.keySet());
    }

    /** It could not be looked at; after some attempts it is left to the next round. */
    void failed(Suspicion suspicion) {
        int failures = waiting.getOrDefault(suspicion, 0) + 1;
        waiting.put(suspicion, failures);
        if (failures >= ATTEMPTS) {
            settled(suspicion);
        }
    }

    void settled(Suspicion suspicion) {
        if (settled.size() >= MOST) {
            settled.clear();
        }
        settled.put(suspicion, System.nanoTime());
        waiting.remove(suspicion);
    }
}
