package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Says on the records of the items that they leave with a sealed bundle, and then makes the bundle ready to be handed over.
 * Each is said once, however often it runs; who begins again goes on with those that are left.
 */
@ApplicationScoped
class SealRelease {
    private final Step step;
    private final BundlePlans plans;

    SealRelease(Step step, BundlePlans plans) {
        this.step = step;
        this.plans = plans;
    }

    /** Told after every transaction, how many items were dealt with by this run. */
    interface Told {
        void done(long items);
    }

    /** Does all of it. Does nothing for a bundle that is not sealed. */
    void release(BundleId id, @Nullable Actor actor, Told told) {
        long done = 0;
        Optional<BundleItemRows.Line> last = step.release(id, actor, null);
        while (last.isPresent()) {
            done += Step.BATCH;
            told.done(done);
            last = step.release(id, actor, last.get());
        }
        if (step.isSealed(id)) {
            plans.forget(id);
            step.ready(id);
        }
    }

    /** One transaction. */
    @ApplicationScoped
    static class Step {
        private static final int BATCH = 100;

        private final BundleRows rows;
        private final BundleItemRows lines;
        private final Custody custody;
        private final Vault vault;
        private final Feed feed;
        private final Scope scope;

        Step(BundleRows rows, BundleItemRows lines, Custody custody, Vault vault, Feed feed, Scope scope) {
            this.rows = rows;
            this.lines = lines;
            this.custody = custody;
            this.vault = vault;
            this.feed = feed;
            this.scope = scope;
        }

        /** Goes on after this one; returns the last one of those it dealt with, if there were any. */
        @Transactional
        Optional<BundleItemRows.Line> release(BundleId id, @Nullable Actor actor, BundleItemRows.@Nullable Line after) {
            scope.enterSystem();
            Optional<BundleRows.Bundle> bundle = sealed(id);
            if (bundle.isEmpty()) {
                return Optional.empty();
            }
            List<BundleItemRows.Line> some = lines.unreleased(
                    id.value(), after == null ? "" : after.item(), after == null ? 0 : after.version(), BATCH);
            Map<String, SubjectKeys> keys =
                    vault.keysOf(some.stream().map(BundleItemRows.Line::item).collect(Collectors.toSet()));
            for (BundleItemRows.Line one : some) {
                custody.append(
                        StreamRef.item(new ItemId(one.item()), new PartyId(one.holder())),
                        Objects.requireNonNull(keys.get(one.item())),
                        EventType.RELEASED,
                        actor,
                        List.of(
                                Fact.of(Field.ITEM, one.item()),
                                Fact.of(Field.VERSION, one.version()),
                                Fact.of(Field.REQUEST, bundle.get().request()),
                                Fact.of(Field.BUNDLE, id.value()),
                                Fact.of(Field.RECIPIENT, bundle.get().recipient())),
                        List.of());
            }
            lines.released(id.value(), some);
            return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
        }

        @Transactional
        boolean isSealed(BundleId id) {
            scope.enterSystem();
            return sealed(id).isPresent();
        }

        /** Nothing is handed over before all records say so. */
        @Transactional
        void ready(BundleId id) {
            scope.enterSystem();
            Optional<BundleRows.Bundle> bundle = sealed(id);
            if (bundle.isEmpty() || !lines.unreleased(id.value(), "", 0, 1).isEmpty()) {
                return;
            }
            rows.ready(id.value());
            feed.tell(new PartyId(bundle.get().recipient()), Happening.BUNDLE_SEALED, id.value());
            lines.holders(id.value()).stream()
                    .filter(holder -> !holder.equals(bundle.get().recipient()))
                    .forEach(holder -> feed.tell(new PartyId(holder), Happening.BUNDLE_SEALED, id.value()));
        }

        private Optional<BundleRows.Bundle> sealed(BundleId id) {
            return rows.lock(id.value()).filter(bundle -> bundle.state().equals("SEALED"));
        }
    }
}
