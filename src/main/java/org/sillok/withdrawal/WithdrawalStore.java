package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.evidence.ErasedItems;
import org.sillok.hold.HeldBack;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Erasure;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.LiftState;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.core.Why;
import org.sillok.withdrawal.db.LiftRows;
import org.sillok.withdrawal.db.ReachRows;
import org.sillok.withdrawal.db.WithdrawalRows;

/** Turns rows into withdrawals and back. Joins the transactions of the use cases. */
@ApplicationScoped
class WithdrawalStore {
    static final String WHY = "withdrawal/why";
    private static final int BATCH = 1_000;

    private final LiftRows lifts;
    private final ReachRows reached;
    private final HeldBack heldBack;
    private final ErasedItems erased;
    private final Vault vault;
    private final Scope scope;

    WithdrawalStore(
            LiftRows lifts, ReachRows reached, HeldBack heldBack, ErasedItems erased, Vault vault, Scope scope) {
        this.lifts = lifts;
        this.reached = reached;
        this.heldBack = heldBack;
        this.erased = erased;
        this.vault = vault;
        this.scope = scope;
    }

    /** The keys of a withdrawal, made if there are none. */
    SubjectKeys keys(WithdrawalId id) {
        return vault.keysOfOrNew(id.value());
    }

    byte[] seal(SubjectKeys keys, Why why) {
        return vault.seal(keys, KeyUse.CONTENT, WHY, why.toBytes());
    }

    byte[] sealLift(SubjectKeys keys, int number, Why why) {
        return vault.seal(keys, KeyUse.CONTENT, lift(number), why.toBytes());
    }

    private static String lift(int number) {
        return "withdrawal/lift/" + number;
    }

    static Subject subject(WithdrawalRows.Row row) {
        return new Subject(Subject.Kind.valueOf(row.kind()), row.subject());
    }

    static LiftState state(WithdrawalRows.Row row, Optional<LiftRows.Lift> last) {
        if (row.liftedAt() != null) {
            return LiftState.LIFTED;
        }
        return last.filter(lift -> lift.ruling() == null).isPresent() ? LiftState.LIFT_PROPOSED : LiftState.IN_FORCE;
    }

    /** All items that it reached, in the order of their ids; in the system's scope. */
    List<ItemId> items(WithdrawalId id) {
        List<ItemId> items = new ArrayList<>();
        long from = 1;
        while (true) {
            List<ReachRows.Item> some = reached.items(id.value(), from, BATCH);
            some.forEach(row -> items.add(new ItemId(row.item())));
            if (some.size() < BATCH) {
                return items;
            }
            from = some.get(some.size() - 1).number() + 1L;
        }
    }

    /** Ids of those that it reached of one owner's. */
    List<String> itemsOf(WithdrawalId id, String owner) {
        List<String> items = new ArrayList<>();
        long from = 1;
        while (true) {
            List<ReachRows.Item> some = reached.items(id.value(), from, BATCH);
            some.stream().filter(row -> row.owner().equals(owner)).forEach(row -> items.add(row.item()));
            if (some.size() < BATCH) {
                return items;
            }
            from = some.get(some.size() - 1).number() + 1L;
        }
    }

    /** A withdrawal as the caller may see it. Leaves the system's scope. */
    Withdrawal withdrawal(WithdrawalAccess.Seen seen) {
        scope.enterSystem();
        WithdrawalRows.Row row = seen.row();
        WithdrawalId id = seen.id();
        Level level = Level.valueOf(row.level());
        Optional<LiftRows.Lift> last = lifts.last(row.id());
        LiftState state = state(row, last);
        String asked = row.asked();
        List<ItemId> left = level == Level.ERASE && state.stands() ? left(id) : List.of();
        SubjectKeys keys = vault.keysOf(row.id());
        return new Withdrawal(
                id,
                subject(row),
                new PartyId(row.owner()),
                level,
                SaidBy.valueOf(row.saidBy()),
                row.saidAt(),
                ReasonClass.valueOf(row.reasonClass()),
                seen.recorded() ? open(keys, WHY, row.sealed()) : null,
                asked == null ? null : Asked.valueOf(asked),
                row.respondBy(),
                new PartyId(row.recordedParty()),
                seen.recorded() ? new UserId(row.recordedBy()) : null,
                row.recordedAt(),
                state,
                row.liftedAt(),
                seen.recorded() ? last.map(lift -> lift(keys, lift)).orElse(null) : null,
                Erasure.of(
                        level,
                        state.stands(),
                        !left.isEmpty(),
                        !heldBack.fromErasure(left).isEmpty()),
                seen.learnsWhatBecameOfIt() ? reached.countItems(row.id()) : null,
                seen.learnsWhatBecameOfIt() ? reached.countBundles(row.id()) : null);
    }

    /** Those of its items that are not erased. */
    private List<ItemId> left(WithdrawalId id) {
        List<ItemId> items = items(id);
        Set<ItemId> gone = erased.among(items).keySet();
        return items.stream().filter(item -> !gone.contains(item)).toList();
    }

    private Withdrawal.Lift lift(SubjectKeys keys, LiftRows.Lift row) {
        String ruling = row.ruling();
        String ruledBy = row.ruledBy();
        return new Withdrawal.Lift(
                row.number(),
                open(keys, lift(row.number()), row.sealed()),
                new UserId(row.proposedBy()),
                row.proposedAt(),
                ruling == null ? null : ruling.equals("CONFIRMED"),
                ruledBy == null ? null : new UserId(ruledBy),
                row.ruledAt());
    }

    /** What a key that was destroyed had sealed is not said any more. */
    private Why open(SubjectKeys keys, String context, byte[] sealed) {
        return keys.holds(KeyUse.CONTENT)
                ? Why.ofBytes(vault.open(keys, KeyUse.CONTENT, context, sealed))
                : new Why(null, null);
    }

    static WithdrawalSummary summary(WithdrawalRows.Row row, boolean lifting) {
        return new WithdrawalSummary(
                new WithdrawalId(row.id()),
                subject(row),
                new PartyId(row.owner()),
                Level.valueOf(row.level()),
                SaidBy.valueOf(row.saidBy()),
                ReasonClass.valueOf(row.reasonClass()),
                row.recordedAt(),
                row.liftedAt() != null ? LiftState.LIFTED : lifting ? LiftState.LIFT_PROPOSED : LiftState.IN_FORCE);
    }
}
