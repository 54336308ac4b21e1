package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.db.ReplicaRows;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageException;
import org.sillok.vault.StoredObject;

/**
 * Fills the replica: every object that statements record, in the order of the log, verified against its digest while it is
 * copied. What is damaged in the evidence store is not copied; it is an incident. Goes on from a stored cursor.
 */
@ApplicationScoped
class ReplicaCopier {
    private final ReplicaRows rows;
    private final StatedObjects stated;
    private final Copies copies;
    private final Incidents incidents;

    ReplicaCopier(ReplicaRows rows, StatedObjects stated, Copies copies, Incidents incidents) {
        this.rows = rows;
        this.stated = stated;
        this.copies = copies;
        this.incidents = incidents;
    }

    boolean isConfigured() {
        return copies.has(Copy.REPLICA);
    }

    Optional<ReplicaProgress> progress() {
        return isConfigured() ? Optional.of(rows.find().orElse(ReplicaProgress.NONE)) : Optional.empty();
    }

    /**
     * Copies until it has come to the end of the log.
     *
     * @throws Turn.Over if the turn ended before
     * @throws StorageException or {@link java.io.UncheckedIOException} if a store does not answer
     */
    void work(Turn turn) {
        ReplicaProgress progress = rows.find().orElse(ReplicaProgress.NONE);
        StatedObjects.Extent extent = stated.extent();
        boolean more = progress.next().isBefore(extent.end());
        while (more) {
            StatedObjects.Page page = stated.page(progress.next(), extent.end());
            for (StatedObjects.Entry entry : page.entries()) {
                for (StatedObject object : entry.objects()) {
                    progress = copy(object, turn) ? progress.copied(object.storedLength()) : progress;
                }
                if (!entry.objects().isEmpty()) {
                    save(progress.at(entry.next()), turn);
                }
            }
            progress = progress.at(page.next());
            save(progress, turn);
            turn.read(0);
            more = !page.last();
        }
    }

    @Transactional(TxType.REQUIRES_NEW)
    void save(ReplicaProgress progress, Turn turn) {
        if (!rows.save(progress, turn.holder())) {
            throw new Turn.Over();
        }
    }

    /** Returns whether a copy was made. */
    private boolean copy(StatedObject object, Turn turn) {
        ObjectName name = StoredObject.nameOf(object.object());
        if (copies.store(Copy.REPLICA).stat(name).isPresent()) {
            checkPresent(object, turn);
            return false;
        }
        try (Draft draft = copies.store(Copy.REPLICA).draft(name)) {
            Optional<Damage> damage = copies.publish(object, Copy.EVIDENCE, draft, turn::read);
            damage.ifPresent(what -> {
                incidents.found(object, Copy.EVIDENCE, what, FoundBy.READING, true);
                incidents.found(object, Copy.REPLICA, Damage.MISSING, FoundBy.READING, true);
            });
            return damage.isEmpty();
        } catch (ObjectExistsException e) {
            checkPresent(object, turn);
            return false;
        }
    }

    /** A copy from before a crash, or by another replica; perhaps not the right one. */
    private void checkPresent(StatedObject object, Turn turn) {
        copies.check(object, Copy.REPLICA, turn::read)
                .ifPresent(what -> incidents.found(object, Copy.REPLICA, what, FoundBy.READING, true));
    }
}
