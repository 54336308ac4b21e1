package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.fixity.core.Repair;
import org.sillok.kernel.Position;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectConflictException;
import org.sillok.storage.StorageException;
import org.sillok.vault.StoredObject;

/**
 * Repairs damaged copies from the other ones. A copy is replaced only by bytes that have the digest which a genuine
 * statement records, compared while they are written and again after; what was damaged is kept aside. It may be cut off
 * anywhere and run again.
 */
@ApplicationScoped
public class RepairRun {
    private static final Logger LOG = Logger.getLogger(RepairRun.class);
    private static final int PAGE = 100;

    private final Incidents incidents;
    private final StatedObjects stated;
    private final Copies copies;
    private final Presence presence;
    private final SecondLook look;
    private final FixityMeter meter;

    RepairRun(
            Incidents incidents,
            StatedObjects stated,
            Copies copies,
            Presence presence,
            SecondLook look,
            FixityMeter meter) {
        this.presence = presence;
        this.look = look;
        this.incidents = incidents;
        this.stated = stated;
        this.copies = copies;
        this.meter = meter;
    }

    /** Where a repair tells how far it is, and learns that it shall stop. */
    public interface Progress {
        /** Throws what ends the repair if it was cancelled. */
        void at(long done, long total);
    }

    /**
     * Repairs what is open. Runs outside of any transaction.
     *
     * @param only the incident to repair, or null for all
     * @param dryRun whether only to find out what could be done: everything is read, nothing is written
     */
    public RepairReport run(@Nullable String only, boolean dryRun, Progress progress) {
        RepairReport report = new RepairReport(dryRun);
        if (only != null) {
            incidents
                    .find(only)
                    .ifPresent(incident -> report.add(incident, repair(incident, dryRun, new Breath(progress, 0, 1))));
            return report;
        }
        long total = incidents.countOpen().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long done = 0;
        List<Incident> page = incidents.open(null, PAGE);
        while (!page.isEmpty()) {
            for (Incident incident : page) {
                report.add(incident, repair(incident, dryRun, new Breath(progress, done, Math.max(done, total))));
                done++;
                progress.at(done, Math.max(done, total));
            }
            Incident last = page.get(page.size() - 1);
            page = incidents.open(new Position(last.foundAt(), last.id()), PAGE);
        }
        return report;
    }

    /** One that cannot be repaired, for whatever reason, does not keep the others from it. */
    private Repair repair(Incident incident, boolean dryRun, Breath breath) {
        if (incident.state() != IncidentState.OPEN) {
            return Repair.CLOSED_ALREADY;
        }
        try {
            Optional<StatedObject> object = stated.find(incident.item(), incident.version(), incident.file())
                    .filter(found -> found.object().value().equals(incident.object()));
            return object.isEmpty() ? Repair.UNNAMED : repair(incident, object.get(), dryRun, breath);
        } catch (StorageException | UncheckedIOException e) {
            return Repair.STORE_UNAVAILABLE;
        } catch (RuntimeException e) {
            if (breath.isOver()) {
                throw e;
            }
            LOG.errorf(
                    "Fixity incident %s cannot be repaired: %s",
                    incident.id(), e.getClass().getName());
            LOG.debug("Why it cannot", e);
            return Repair.FAILED;
        }
    }

    private Repair repair(Incident incident, StatedObject object, boolean dryRun, Breath breath) {
        Copy copy = incident.copy();
        Copy source = copy.other();
        if (!copies.has(copy)) {
            return Repair.UNREPAIRABLE;
        }
        // Nothing is written into the directory of a disk that is not there.
        presence.require(copy);
        Optional<Damage> damage = damageOf(object, copy, breath);
        if (damage.isEmpty()) {
            if (dryRun) {
                return Repair.FOUND_INTACT;
            }
            // A repair before this one may have been cut off before its copy was locked.
            copies.store(copy).keep(StoredObject.nameOf(object.object()));
            return close(incident, object, null);
        }
        if (!copies.has(source)) {
            return Repair.UNREPAIRABLE;
        }
        presence.require(source);
        if (dryRun) {
            return damageOf(object, source, breath).isEmpty() ? Repair.REPAIRED : Repair.UNREPAIRABLE;
        }
        boolean handedOut = damage.get() != Damage.UNREADABLE;
        try (Draft draft = copies.store(copy).replacement(StoredObject.nameOf(object.object()), handedOut)) {
            if (copies.publish(object, source, draft, breath::read).isPresent()) {
                return blame(object, source, breath);
            }
        } catch (ObjectConflictException e) {
            return Repair.BLOCKED;
        } catch (StorageException | UncheckedIOException e) {
            // Which of the two stores it was, a look at the source tells.
            return blame(object, source, breath);
        }
        // What a store says it has taken is not what it has.
        return damageOf(object, copy, breath).isEmpty() ? close(incident, object, source) : Repair.STORE_UNAVAILABLE;
    }

    /** What the store does not hand out is not intact; that the store itself is there is known. */
    private Optional<Damage> damageOf(StatedObject object, Copy copy, Breath breath) {
        try {
            return copies.check(object, copy, breath::read);
        } catch (StorageException | UncheckedIOException e) {
            LOG.debugf("A copy cannot be read: %s", e.getClass().getName());
            return Optional.of(Damage.UNREADABLE);
        }
    }

    /** The copy that was to be taken is damaged, too, or it was a moment's trouble, or the other store's. */
    private Repair blame(StatedObject object, Copy source, Breath breath) {
        Optional<Damage> damage = look.check(object, source, breath);
        damage.ifPresent(what -> {
            incidents.found(object, source, what, FoundBy.REPAIR, Streams.BOTH);
            meter.stale();
        });
        return damage.isPresent() ? Repair.UNREPAIRABLE : Repair.STORE_UNAVAILABLE;
    }

    private Repair close(Incident incident, StatedObject object, @Nullable Copy from) {
        boolean closed = incidents.repaired(incident, object, from);
        meter.stale();
        if (!closed) {
            return Repair.CLOSED_ALREADY;
        }
        return from == null ? Repair.FOUND_INTACT : Repair.REPAIRED;
    }

    /** Tells the progress with each read, and remembers if that ended the repair: as fast as the stores are, for once. */
    private static final class Breath implements Pace {
        private final Progress progress;
        private final long done;
        private final long total;
        private boolean over;

        Breath(Progress progress, long done, long total) {
            this.progress = progress;
            this.done = done;
            this.total = total;
        }

        boolean isOver() {
            return over;
        }

        @Override
        public void read(int count) {
            over = true;
            progress.at(done, total);
            over = false;
        }

        @Override
        public void pause(long nanos) {
            LockSupport.parkNanos(nanos);
            read(0);
        }
    }
}
