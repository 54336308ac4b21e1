package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.fixity.core.Repair;
import org.sillok.kernel.Position;
import org.sillok.storage.Draft;
import org.sillok.storage.StorageException;
import org.sillok.vault.StoredObject;

/**
 * Repairs damaged copies from the other ones. A copy is replaced only by bytes that have the digest which a genuine
 * statement records, compared while they are written and again after; what was damaged is kept aside. It may be cut off
 * anywhere and run again.
 */
@ApplicationScoped
public class RepairRun {
    private static final int PAGE = 100;

    private final Incidents incidents;
    private final StatedObjects stated;
    private final Copies copies;
    private final FixityMeter meter;

    RepairRun(Incidents incidents, StatedObjects stated, Copies copies, FixityMeter meter) {
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
                    .ifPresent(incident -> report.add(incident, repair(incident, dryRun, () -> progress.at(0, 1))));
            return report;
        }
        long total = incidents.countOpen().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long done = 0;
        List<Incident> page = incidents.open(null, PAGE);
        while (!page.isEmpty()) {
            for (Incident incident : page) {
                long before = done;
                report.add(incident, repair(incident, dryRun, () -> progress.at(before, Math.max(before, total))));
                done++;
                progress.at(done, Math.max(done, total));
            }
            Incident last = page.get(page.size() - 1);
            page = incidents.open(new Position(last.foundAt(), last.id()), PAGE);
        }
        return report;
    }

    private Repair repair(Incident incident, boolean dryRun, Runnable breath) {
        if (incident.state() != IncidentState.OPEN) {
            return Repair.CLOSED_ALREADY;
        }
        Optional<StatedObject> object = stated.find(incident.item(), incident.version(), incident.file())
                .filter(found -> found.object().value().equals(incident.object()));
        if (object.isEmpty()) {
            return Repair.UNNAMED;
        }
        try {
            return repair(incident, object.get(), dryRun, breath);
        } catch (StorageException | UncheckedIOException e) {
            return Repair.STORE_UNAVAILABLE;
        }
    }

    private Repair repair(Incident incident, StatedObject object, boolean dryRun, Runnable breath) {
        Copy copy = incident.copy();
        if (!copies.has(copy)) {
            return Repair.UNREPAIRABLE;
        }
        if (copies.check(object, copy, count -> breath.run()).isEmpty()) {
            return dryRun ? Repair.FOUND_INTACT : close(incident, object, null);
        }
        Copy source = copy.other();
        if (!copies.has(source)) {
            return Repair.UNREPAIRABLE;
        }
        if (dryRun) {
            return copies.check(object, source, count -> breath.run()).isEmpty()
                    ? Repair.REPAIRED
                    : Repair.UNREPAIRABLE;
        }
        try (Draft draft = copies.store(copy).replacement(StoredObject.nameOf(object.object()))) {
            Optional<Damage> damage = copies.publish(object, source, draft, count -> breath.run());
            if (damage.isPresent()) {
                incidents.found(object, source, damage.get(), FoundBy.REPAIR, true);
                meter.stale();
                return Repair.UNREPAIRABLE;
            }
        }
        // What a store says it has taken is not what it has.
        return copies.check(object, copy, count -> breath.run()).isEmpty()
                ? close(incident, object, source)
                : Repair.STORE_UNAVAILABLE;
    }

    private Repair close(Incident incident, StatedObject object, @Nullable Copy from) {
        boolean closed = incidents.repaired(incident, object, from);
        meter.stale();
        if (!closed) {
            return Repair.CLOSED_ALREADY;
        }
        return from == null ? Repair.FOUND_INTACT : Repair.REPAIRED;
    }
}
