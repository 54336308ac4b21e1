package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.SealSweep;
import org.sillok.erasure.core.Progress;
import org.sillok.fixity.Incidents;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Timestamps;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.StorageException;
import org.sillok.vault.KeyDestruction;
import org.sillok.vault.Remains;

/**
 * Takes a confirmed erasure as far as it can go now: keys and tombstones, one item after the other; then bundles and stored
 * objects; then what the database still has. Outside of transactions. Everything here may be done twice, by several processes
 * at once, and after a crash anywhere.
 */
@ApplicationScoped
class ErasureRun {
    private static final Logger LOG = Logger.getLogger(ErasureRun.class);

    private final ErasureSteps steps;
    private final SealSweep bundles;
    private final KeyDestruction destruction;
    private final ObjectStore store;
    private final ReplicaStore replica;
    private final Incidents incidents;
    private final Clock clock;

    ErasureRun(
            ErasureSteps steps,
            SealSweep bundles,
            KeyDestruction destruction,
            ObjectStore store,
            ReplicaStore replica,
            Incidents incidents,
            Clock clock) {
        this.steps = steps;
        this.bundles = bundles;
        this.destruction = destruction;
        this.store = store;
        this.replica = replica;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Is told how many of how many items are erased; what it throws ends the run. */
    interface Watcher {
        void at(long done, long total);
    }

    Progress advance(String erasure, Watcher watcher) {
        Progress progress = steps.settle(erasure);
        Set<ItemId> tried = new HashSet<>();
        Failures failures = new Failures();
        List<ItemId> left = steps.left(erasure, tried);
        while (!left.isEmpty()) {
            for (ItemId item : left) {
                tried.add(item);
                failures.tried(() -> steps.erase(erasure, item));
                watcher.at(tried.size(), Math.max(progress.items(), tried.size()));
            }
            left = steps.left(erasure, tried);
        }
        for (ItemId item : steps.uncleaned(erasure)) {
            failures.tried(() -> {
                try {
                    clean(erasure, item);
                } catch (StorageException e) {
                    // A replica that is away must not keep the database from letting go of keys.
                    LOG.warnf(e, "The objects of %s are removed later", item);
                }
            });
        }
        progress = steps.settle(erasure);
        if (progress.hasRemains()) {
            Instant begun = Timestamps.truncate(clock.instant());
            Set<Remains> remains = destruction.clear();
            steps.cleared(erasure, begun, remains);
            progress = steps.settle(erasure);
        }
        failures.end();
        return progress;
    }

    /** One item that cannot be erased now keeps none of the others waiting; the first failure ends the run after them. */
    private static final class Failures {
        private @Nullable RuntimeException first;

        void tried(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }

        void end() {
            if (first != null) {
                throw first;
            }
        }
    }

    /** What left the item's own rows. While a bundle with it is being written this is put off. */
    private void clean(String erasure, ItemId item) {
        steps.endBundles(item);
        bundles.expire();
        Optional<List<BundleId>> ended = steps.endedBundles(item);
        if (ended.isEmpty()) {
            return;
        }
        ended.get().forEach(bundle -> destruction.destroyContentIfThere(bundle.value()));
        int removed = 0;
        for (ObjectId object : steps.objects(item)) {
            removed += remove(ObjectName.of(object)) ? 1 : 0;
        }
        incidents.erased(item);
        steps.cleaned(erasure, item, removed);
    }

    /** Whether no store shows it any more. What a store keeps all the same is unreadable for ever. */
    private boolean remove(ObjectName name) {
        store.discard(name);
        boolean left = store.stat(name).isPresent();
        if (replica.store().isPresent()) {
            replica.store().get().discard(name);
            left |= replica.store().get().stat(name).isPresent();
        }
        return !left;
    }
}
