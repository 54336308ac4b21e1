package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.fixity.core.Lag;

/** How far the replica is. */
@ApplicationScoped
class ReplicaLag {
    private final ReplicaCopier copier;
    private final StatedObjects stated;

    ReplicaLag(ReplicaCopier copier, StatedObjects stated) {
        this.copier = copier;
        this.stated = stated;
    }

    /** Empty without a replica. */
    Optional<Lag> now() {
        return copier.progress()
                .map(progress -> new Lag(stated.entriesFrom(progress.next()), progress.files(), progress.bytes()));
    }
}
