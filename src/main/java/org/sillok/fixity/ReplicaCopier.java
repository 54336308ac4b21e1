package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.db.ReplicaRows;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectExistsException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.StorageUnavailableException;
import org.sillok.vault.StoredObject;

/**
 * Fills the replica: every object that statements record, in the order of the log, verified against its digest while it is
 * copied. What is damaged in the evidence store is not copied; it is an incident. Goes on from a stored cursor.
 */
@ApplicationScoped
class ReplicaCopier {
    /** How often an object is offered to a replica that takes others. */
    private static final int OFFERS = 3;

    private final ReplicaRows rows;
    private final StatedObjects stated;
    private final Copies copies;
    private final ReplicaMark mark;
    private final SecondLook look;
    private final Incidents incidents;
    private final FixityMeter meter;
    private final Streak streak;
    private final Map<ObjectId, Integer> refusals = new HashMap<>();
    private final Limits limits;
    private long restsUntil = System.nanoTime();

    ReplicaCopier(
            ReplicaRows rows,
            StatedObjects stated,
            Copies copies,
            ReplicaMark mark,
            SecondLook look,
            Incidents incidents,
            Presence presence,
            Limits limits,
            FixityMeter meter) {
        this.meter = meter;
        this.limits = limits;
        this.streak = new Streak(limits, presence);
        this.rows = rows;
        this.stated = stated;
        this.copies = copies;
        this.mark = mark;
        this.look = look;
        this.incidents = incidents;
    }

    boolean isConfigured() {
        return copies.has(Copy.REPLICA);
    }

    Optional<ReplicaProgress> progress() {
        return isConfigured() ? Optional.of(rows.find().orElse(ReplicaProgress.beginning(""))) : Optional.empty();
    }

    /**
     * Copies until it has come to the end of the log. Where there is nothing to copy, the replica is asked only now and then
     * whether it is still there: asking is paid for.
     *
     * @throws Turn.Over if the turn ended before
     * @throws StorageException or {@link UncheckedIOException} if a store does not answer
     */
    void work(Turn turn) {
        StatedObjects.Extent extent = stated.extent();
        if (System.nanoTime() - restsUntil < 0 && lacksNothing(extent)) {
            return;
        }
        ReplicaProgress progress = mark.progress(turn.holder());
        boolean more = progress.next().isBefore(extent.end());
        while (more) {
            StatedObjects.Page page = stated.page(progress.next(), extent.end());
            // A disk that was unmounted meanwhile leaves a directory that takes everything.
            mark.require();
            for (StatedObjects.Entry entry : page.entries()) {
                for (StatedObject object : entry.objects()) {
                    progress = copy(object, turn) ? progress.copied(object.storedLength()) : progress;
                }
                if (!entry.objects().isEmpty()) {
                    save(progress.at(entry.next()), turn);
                    turn.moved();
                }
            }
            progress = progress.at(page.next());
            save(progress, turn);
            turn.moved();
            // A filling takes days: what delayed it before does not, any more.
            meter.goesOn(Turn.REPLICA);
            turn.read(0);
            more = !page.last();
        }
        restsUntil = System.nanoTime() + limits.rest().toNanos();
    }

    private boolean lacksNothing(StatedObjects.Extent extent) {
        return rows.find()
                .filter(progress -> !progress.next().isBefore(extent.end()))
                .isPresent();
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
        if (isTaken(name)) {
            checkPresent(object, turn);
            return false;
        }
        RuntimeException failure = new StorageUnavailableException("a file read well once, and once it did not");
        try (Draft draft = copies.store(Copy.REPLICA).draft(name)) {
            if (copies.publish(object, Copy.EVIDENCE, draft, turn::read).isEmpty()) {
                streak.good(Copy.EVIDENCE);
                refusals.remove(object.object());
                return true;
            }
        } catch (ObjectExistsException e) {
            checkPresent(object, turn);
            return false;
        } catch (StorageException | UncheckedIOException e) {
            failure = e;
        }
        Optional<Damage> damage = look.check(object, Copy.EVIDENCE, turn);
        if (damage.isEmpty()) {
            passOver(object, failure);
            return false;
        }
        found(object, Copy.EVIDENCE, damage.get());
        incidents.found(object, Copy.REPLICA, Damage.MISSING, FoundBy.READING, Streams.BOTH);
        return false;
    }

    /**
     * The replica does not take it, or it was a moment's trouble: it is tried again. What it has refused several times,
     * although it takes others, has no second copy; that is an incident, and keeps nothing newer from having one.
     */
    private void passOver(StatedObject object, RuntimeException failure) {
        int offers = refusals.merge(object.object(), 1, Integer::sum);
        if (offers < OFFERS || failure instanceof StorageFullException || !mark.takesOthers()) {
            throw failure;
        }
        found(object, Copy.REPLICA, Damage.MISSING);
        refusals.remove(object.object());
    }

    /** Goes no further where a directory is lost: what is not copied from it is not named file by file. */
    private void found(StatedObject object, Copy copy, Damage damage) {
        streak.met(copy, damage);
        if (streak.isLost(copy)) {
            throw new StorageUnavailableException("too many copies in a row are damaged");
        }
        if (incidents.found(object, copy, damage, FoundBy.READING, Streams.BOTH)) {
            streak.opened(copy);
        }
    }

    /** Also if something else is in its place: what that is, the look at it tells. */
    private boolean isTaken(ObjectName name) {
        try {
            return copies.store(Copy.REPLICA).stat(name).isPresent();
        } catch (StorageException e) {
            return true;
        }
    }

    /** A copy from before a crash, or by another replica; perhaps not the right one. */
    private void checkPresent(StatedObject object, Turn turn) {
        Optional<Damage> damage = look.check(object, Copy.REPLICA, turn);
        if (damage.isEmpty()) {
            // What wrote it may have been cut off before it was locked.
            copies.store(Copy.REPLICA).keep(StoredObject.nameOf(object.object()));
            streak.good(Copy.REPLICA);
        } else {
            found(object, Copy.REPLICA, damage.get());
        }
    }
}
