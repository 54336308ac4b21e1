package org.sillok.fixity;

import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;

/** Failures that follow one another without a good copy in between. One thread uses it. */
final class Streak {
    private static final Logger LOG = Logger.getLogger(Streak.class);

    private final Limits limits;
    private final Presence presence;
    private final Map<Copy, Integer> unreadable = new EnumMap<>(Copy.class);
    private final Map<Copy, Integer> opened = new EnumMap<>(Copy.class);

    Streak(Limits limits, Presence presence) {
        this.limits = limits;
        this.presence = presence;
    }

    void good(Copy copy) {
        unreadable.remove(copy);
        opened.remove(copy);
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

    /** An incident was opened. One that was open already is none that anybody would have to name again. */
    void opened(Copy copy) {
        if (opened.merge(copy, 1, Integer::sum) == limits.lost()) {
            LOG.errorf("%d damaged copies in a row (%s): no more of them are named", limits.lost(), copy);
        }
    }

    /** Whether so much is damaged that no more of it is to be named. */
    boolean isLost(Copy copy) {
        return opened.getOrDefault(copy, 0) >= limits.lost();
    }

    /** A new round names what the one before has only counted. */
    void clear() {
        unreadable.clear();
        opened.clear();
    }
}
