package org.sillok.fixity;

import java.util.EnumMap;
import java.util.Map;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;

/** Failures that follow one another without a good copy in between. One thread uses it. */
final class Streak {
    private final Limits limits;
    private final Presence presence;
    private final Map<Copy, Integer> unreadable = new EnumMap<>(Copy.class);

    Streak(Limits limits, Presence presence) {
        this.limits = limits;
        this.presence = presence;
    }

    void good(Copy copy) {
        unreadable.remove(copy);
    }

    /**
     * Before a damage is believed.
     *
     * @throws org.sillok.storage.StorageException or {@link java.io.UncheckedIOException} if it is the store that does not
     *     hand out anything
     */
    void met(Copy copy, Damage damage) {
        if (damage == Damage.UNREADABLE && unreadable.merge(copy, 1, Integer::sum) > limits.unreadable()) {
            presence.requireFiles(copy);
        }
    }
}
