package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sillok.bundle.ErasedMaterial;
import org.sillok.custody.Recorded;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.discovery.Projection;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Progress;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.erasure.db.ErasureRows;
import org.sillok.evidence.ItemErasure;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.hold.HeldBack;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.vault.KeyDestruction;
import org.sillok.vault.KeyUse;
import org.sillok.vault.Remains;
import org.sillok.vault.Vault;
import org.sillok.web.Idempotency;

/** The transactions of an erasure that goes on, in the system's scope. Each may be repeated. */
@ApplicationScoped
@Transactional
class ErasureSteps {
    static final String PROPOSED_BY = "proposedBy";
    static final String CONFIRMED_BY = "confirmedBy";
    static final String WITHDRAWAL = "withdrawal";

    private final ErasureRows rows;
    private final ErasureItemRows lines;
    private final ItemErasure items;
    private final HeldBack heldBack;
    private final CarriedOut withdrawals;
    private final Vault vault;
    private final KeyDestruction destruction;
    private final ErasedMaterial bundles;
    private final Projection projection;
    private final Idempotency repetitions;
    private final Feed feed;
    private final Scope scope;
    private final Clock clock;

    ErasureSteps(
            ErasureRows rows,
            ErasureItemRows lines,
            ItemErasure items,
            HeldBack heldBack,
            CarriedOut withdrawals,
            Vault vault,
            KeyDestruction destruction,
            ErasedMaterial bundles,
            Projection projection,
            Idempotency repetitions,
            Feed feed,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.lines = lines;
        this.items = items;
        this.heldBack = heldBack;
        this.withdrawals = withdrawals;
        this.vault = vault;
        this.destruction = destruction;
        this.bundles = bundles;
        this.projection = projection;
        this.repetitions = repetitions;
        this.feed = feed;
        this.scope = scope;
        this.clock = clock;
    }

    /** Those with something left to do, in the order of their ids, from the one after {@code after} on. */
    List<String> goingOn(String after, int limit) {
        scope.enterSystem();
        return rows.goingOn(after, limit);
    }

    /** Items that may be erased now, as far as can be seen without holding them, and are not among {@code tried}. */
    List<ItemId> left(String erasure, Collection<ItemId> tried) {
        scope.enterSystem();
        if (rows.lock(erasure).isEmpty()) {
            throw new IllegalStateException(erasure + " is gone");
        }
        List<ItemId> left = lines.left(erasure).stream()
                .map(ItemId::new)
                .filter(item -> !tried.contains(item))
                .toList();
        Map<ItemId, List<HoldId>> held = new TreeMap<>(Comparator.comparing(ItemId::value));
        held.putAll(heldBack.fromErasure(left));
        // What is destroyed already needs its tombstone, whatever has come since.
        held.keySet().removeAll(items.destroyed(List.copyOf(held.keySet())));
        held.forEach((item, holds) -> lines.held(erasure, item.value(), texts(holds)));
        return left.stream().filter(item -> !held.containsKey(item)).toList();
    }

    /**
     * Erases one item, unless something holds it or the withdrawal that is carried out stands no more: nobody else works on
     * it meanwhile. Its keys are destroyed by a connection of their own, and seen to be gone; then the tombstone is written.
     * If that is rolled back, the keys are gone all the same, and the next attempt writes it, whatever holds it by then.
     */
    void erase(String erasure, ItemId item) {
        scope.enterSystem();
        ErasureRows.Erasure confirmed = rows.find(erasure)
                .filter(one -> ErasureState.valueOf(one.state()).goesOn())
                .orElseThrow(() -> new IllegalStateException(erasure + " was not confirmed"));
        ItemErasure.Held held =
                items.hold(item).orElseThrow(() -> new IllegalStateException("the row of " + item + " is gone"));
        if (lines.isErased(item.value())) {
            // Another run, or another erasure, was quicker: one tombstone is enough.
            return;
        }
        if (items.destroyed(List.of(item)).isEmpty() && !mayGo(confirmed, item)) {
            return;
        }
        destruction.destroyContent(item.value());
        Instant now = now();
        Recorded tombstone = items.tombstone(held, facts(confirmed, held));
        lines.erased(
                erasure,
                item.value(),
                tombstone.digest().toArray(),
                held.objects().size(),
                now);
        projection.forget(item);
        repetitions.forget(item.value());
    }

    /** Whether nothing forbids it now; what does is noted. */
    private boolean mayGo(ErasureRows.Erasure confirmed, ItemId item) {
        List<String> against = texts(heldBack.fromErasure(List.of(item)).getOrDefault(item, List.of()));
        String withdrawal = confirmed.withdrawal();
        if (withdrawal != null && !withdrawals.stand(withdrawal)) {
            against = Stream.concat(against.stream(), Stream.of(withdrawal)).toList();
        }
        lines.held(confirmed.id(), item.value(), against);
        if (!against.isEmpty()) {
            return false;
        }
        List<String> made = items.withDerivatives(List.of(item), Erasures.MOST).keySet().stream()
                .map(ItemId::value)
                .toList();
        if (!lines.hasAll(confirmed.id(), made)) {
            throw new IllegalStateException("something was made from " + item + " that nobody agreed to erase");
        }
        // A key without a tombstone would be gone for reasons that nobody could read.
        if (!vault.keysOf(item.value()).holds(KeyUse.ACCOUNTABILITY)) {
            throw new IllegalStateException("no tombstone of " + item + " could be written");
        }
        return true;
    }

    private static List<Fact> facts(ErasureRows.Erasure erasure, ItemErasure.Held held) {
        ErasureRows.Step confirmed = erasure.confirmed();
        JsonObject.Builder details = JsonObject.builder()
                .put("versions", held.versions())
                .put("objects", held.objects().size())
                .put(PROPOSED_BY, erasure.proposed().by());
        if (confirmed != null) {
            details.put(CONFIRMED_BY, confirmed.by());
        }
        String withdrawal = erasure.withdrawal();
        if (withdrawal != null) {
            details.put(WITHDRAWAL, withdrawal);
        }
        return List.of(
                Fact.of(Field.REQUEST, erasure.id()),
                Fact.of(Field.OUTCOME, "KEYS_DESTROYED"),
                Fact.of(Field.DETAILS, details.build()));
    }

    List<ItemId> uncleaned(String erasure) {
        scope.enterSystem();
        return lines.uncleaned(erasure).stream().map(ItemId::new).toList();
    }

    /** Nothing with the item in it is handed over any more. */
    void endBundles(ItemId item) {
        scope.enterSystem();
        bundles.expire(item, now());
    }

    /** The bundles that the item was in; empty if one of them has not ended yet. */
    Optional<List<BundleId>> endedBundles(ItemId item) {
        scope.enterSystem();
        return bundles.open(item).isEmpty() ? Optional.of(bundles.ended(item)) : Optional.empty();
    }

    List<ObjectId> objects(ItemId item) {
        scope.enterSystem();
        return items.hold(item).map(ItemErasure.Held::objects).orElse(List.of());
    }

    void cleaned(String erasure, ItemId item, int removed) {
        scope.enterSystem();
        lines.cleaned(erasure, item.value(), removed, now());
    }

    /** What the database may still have is noted; all is cleared that was erased and cleaned before it was {@code begun}. */
    void cleared(String erasure, Instant begun, Set<Remains> remains) {
        scope.enterSystem();
        rows.remains(erasure, remains.stream().map(Remains::name).sorted().toList());
        if (remains.stream().noneMatch(Remains::passes)) {
            lines.cleared(erasure, begun, now());
        }
    }

    /** Compares what is done with what there is, and tells those whom it concerns when that changes. */
    Progress settle(String erasure) {
        scope.enterSystem();
        ErasureRows.Erasure row = rows.lock(erasure).orElseThrow();
        lines.takeOver(erasure);
        ErasureItemRows.Counts counts = lines.counts(erasure);
        Progress progress =
                new Progress(counts.items(), counts.blocked(), counts.erased(), counts.cleaned(), counts.cleared());
        ErasureState before = ErasureState.valueOf(row.state());
        ErasureState state = progress.state();
        if (!before.goesOn() || before == state) {
            return progress;
        }
        PartyId owner = new PartyId(row.owner());
        if (state == ErasureState.BLOCKED) {
            feed.tell(owner, Happening.ERASURE_BLOCKED, erasure);
            feed.tellRepository(Happening.ERASURE_BLOCKED, erasure);
        }
        if (row.erasedAt() == null && progress.erased() == progress.items()) {
            rows.erased(erasure, now());
            feed.tell(owner, Happening.ERASURE_DONE, erasure);
        }
        if (state == ErasureState.CLEARED) {
            rows.cleared(erasure, now());
        } else if (state != ErasureState.ERASED) {
            rows.state(erasure, state.name());
        }
        return progress;
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    private static List<String> texts(List<HoldId> holds) {
        return holds.stream().map(HoldId::value).toList();
    }
}
