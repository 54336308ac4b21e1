package org.sillok.fixity;

import java.util.Map;
import java.util.Optional;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Lag;
import org.sillok.fixity.core.Round;

/**
 * How fixity stands, as far as this process knows.
 *
 * @param newest the round that is open, or the newest one
 * @param complete the newest round that came to its end
 * @param open open incidents by copy, of the copies that are configured
 * @param lag of the replica, if there is one
 */
public record FixityState(Optional<Round> newest, Optional<Round> complete, Map<Copy, Long> open, Optional<Lag> lag) {
    static final FixityState UNKNOWN = new FixityState(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    public FixityState {
        open = Map.copyOf(open);
    }

    /** How many incidents are open. */
    public long openIncidents() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }
}
