package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.sillok.fixity.core.Copy;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageUnavailableException;

/**
 * Whether a store is the one that was filled, and answers. A directory whose disk is not mounted, an emptied bucket or
 * another disk say of every object that it is not there; that is no damage of any of them.
 */
@ApplicationScoped
class Presence {
    // A file is known only by a statement in the log, and the log lies in the same store.
    private static final String LOG = "log/";

    private final Copies copies;
    private final ReplicaMark mark;

    Presence(Copies copies, ReplicaMark mark) {
        this.copies = copies;
        this.mark = mark;
    }

    /** Throws {@link org.sillok.storage.StorageException} if the store is away, or another one. */
    void require(Copy copy) {
        if (copy == Copy.REPLICA) {
            mark.require();
            return;
        }
        try (Stream<ObjectName> names = copies.store(Copy.EVIDENCE).list(LOG)) {
            if (names.findFirst().isEmpty()) {
                throw new StorageUnavailableException("nothing of the log is in the evidence store");
            }
        }
    }
}
