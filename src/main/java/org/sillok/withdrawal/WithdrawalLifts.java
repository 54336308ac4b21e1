package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.Evidence;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.hold.Restrictions;
import org.sillok.identity.Caller;
import org.sillok.identity.Persons;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.LiftState;
import org.sillok.withdrawal.core.Why;
import org.sillok.withdrawal.db.LiftRows;
import org.sillok.withdrawal.db.WithdrawalRows;

/**
 * Ends withdrawals that were recorded by mistake, or that somebody takes back. That permits more again: one person of the
 * organisation that recorded it proposes it and shows why, another confirms. A consent that was taken back stays so until it
 * is given anew.
 */
@ApplicationScoped
public class WithdrawalLifts {
    private static final String PROPOSE = "LIFT_WITHDRAWAL";
    private static final String CONFIRM = "CONFIRM_LIFT";
    private static final String REJECT = "REJECT_LIFT";

    private final WithdrawalRows rows;
    private final LiftRows lifts;
    private final WithdrawalAccess access;
    private final WithdrawalStore store;
    private final Restrictions restrictions;
    private final Recalls recalls;
    private final Derivations derivations;
    private final Evidence evidence;
    private final Custody custody;
    private final Feed feed;
    private final Told told;
    private final Persons persons;
    private final AccessLog accessLog;
    private final WithdrawalTransactions transactions;
    private final Scope scope;
    private final Clock clock;

    WithdrawalLifts(
            WithdrawalRows rows,
            LiftRows lifts,
            WithdrawalAccess access,
            WithdrawalStore store,
            Restrictions restrictions,
            Recalls recalls,
            Derivations derivations,
            Evidence evidence,
            Custody custody,
            Feed feed,
            Told told,
            Persons persons,
            AccessLog accessLog,
            WithdrawalTransactions transactions,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.lifts = lifts;
        this.access = access;
        this.store = store;
        this.restrictions = restrictions;
        this.recalls = recalls;
        this.derivations = derivations;
        this.evidence = evidence;
        this.custody = custody;
        this.feed = feed;
        this.told = told;
        this.persons = persons;
        this.accessLog = accessLog;
        this.transactions = transactions;
        this.scope = scope;
        this.clock = clock;
    }

    /** A withdrawal whose row is locked, in the system's scope. */
    private record Begun(WithdrawalRows.Row row, LiftState state, LiftRows.@Nullable Lift last) {
        WithdrawalId id() {
            return new WithdrawalId(row.id());
        }

        /** The attempt that waits; only if the state says that there is one. */
        LiftRows.Lift open() {
            return Optional.ofNullable(last).orElseThrow();
        }
    }

    /** Says why it should stand no longer; it stands until somebody else confirms that. */
    public Outcome<WithdrawalId> propose(Caller caller, String id, Why why, Consumer<String> alongside) {
        return begun(caller, PROPOSE, id, begun -> {
            Optional<Refusal> refusal = conflict(begun.state().propose()).or(() -> unproven(caller, why));
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            LiftRows.Lift before = begun.last();
            int number = before == null ? 1 : before.number() + 1;
            lifts.add(new LiftRows.Lift(
                    id,
                    number,
                    begun.row().owner(),
                    store.sealLift(store.keys(begun.id()), number, why),
                    caller.user().value(),
                    now(),
                    null,
                    null,
                    null));
            feed.tell(new PartyId(begun.row().recordedParty()), Happening.WITHDRAWAL_LIFT_PROPOSED, id);
            administered(caller, "PROPOSE_LIFT", id);
            alongside.accept(id);
            return Outcome.done(begun.id());
        });
    }

    /** Agrees with what somebody else proposed: from now on this withdrawal holds nothing back. */
    public Outcome<WithdrawalId> confirm(Caller caller, String id, Consumer<String> alongside) {
        return begun(caller, CONFIRM, id, begun -> {
            LiftState.Attempt attempt = begun.state() == LiftState.LIFT_PROPOSED
                    ? begun.state().confirm(person(begun.open().proposedBy(), caller), caller.user())
                    : begun.state().reject();
            if (attempt == LiftState.Attempt.SAME_PERSON) {
                return access.refused(caller, CONFIRM, id, "Who proposed it cannot confirm it: another person has to.");
            }
            Optional<Refusal> refusal = conflict(attempt);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            lift(caller, begun);
            alongside.accept(id);
            return Outcome.done(begun.id());
        });
    }

    /** Leaves the withdrawal as it is; who proposed to lift it may do so, too. */
    public Outcome<WithdrawalId> reject(Caller caller, String id) {
        return begun(caller, REJECT, id, begun -> {
            Optional<Refusal> refusal = conflict(begun.state().reject());
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            lifts.rule(begun.open(), "REJECTED", caller.user().value(), now());
            administered(caller, REJECT, id);
            return Outcome.done(begun.id());
        });
    }

    private void lift(Caller caller, Begun begun) {
        Instant now = now();
        LiftRows.Lift open = begun.open();
        PartyId owner = new PartyId(begun.row().owner());
        List<ItemId> items = store.items(begun.id());
        derivations.holdForChange(items);
        lifts.rule(open, "CONFIRMED", caller.user().value(), now);
        rows.lifted(begun.id().value(), now);
        JsonObject details = JsonObject.builder()
                .put("withdrawal", begun.id().value())
                .put("proposedBy", open.proposedBy())
                .build();
        for (ItemId item : items) {
            custody.append(
                    StreamRef.item(item, owner),
                    EventType.WITHDRAWAL_LIFTED,
                    caller.actor(),
                    List.of(
                            Fact.of(Field.ITEM, item.value()),
                            Fact.of(Field.OUTCOME, begun.row().level()),
                            Fact.of(Field.DETAILS, details)));
        }
        restrictions.lift(begun.id().value(), now);
        recalls.lift(begun.id());
        told.tell(caller, owner, begun.id(), items, Happening.WITHDRAWAL_LIFTED);
        administered(caller, CONFIRM, begun.id().value());
    }

    /** Who proposed it; the caller itself if both are known to be one person. */
    private UserId person(String proposer, Caller caller) {
        UserId user = new UserId(proposer);
        return persons.isSame(user, caller.user()) ? caller.user() : user;
    }

    private interface Work {
        Outcome<WithdrawalId> on(Begun begun);
    }

    /** Only for people of the organisation that recorded it, in the role in which it did so. */
    private Outcome<WithdrawalId> begun(Caller caller, String action, String id, Work work) {
        return transactions.within(() -> attempt(caller, action, id, work));
    }

    private Outcome<WithdrawalId> attempt(Caller caller, String action, String id, Work work) {
        return access.see(caller, action, id).then(seen -> {
            if (!seen.recorded()) {
                return access.refused(caller, action, id, "A withdrawal is lifted by those who recorded it.");
            }
            scope.enterSystem();
            rows.hold(seen.row().subject());
            WithdrawalRows.Row row = rows.lock(id).orElseThrow();
            Optional<LiftRows.Lift> last = lifts.last(id);
            return work.on(new Begun(row, WithdrawalStore.state(row, last), last.orElse(null)));
        });
    }

    private Optional<Refusal> unproven(Caller caller, Why why) {
        MaterialRef shows = why.evidence();
        scope.enter(caller);
        boolean shown = shows != null && evidence.isOwn(caller, shows.item(), shows.version());
        scope.enterSystem();
        return shown
                ? Optional.empty()
                : Optional.of(
                        Refusal.at(
                                ProblemCode.INVALID_FIELD,
                                "/evidence",
                                "It permits more than before, so something has to show it: a version of an item of your organisation."));
    }

    private static Optional<Refusal> conflict(LiftState.Attempt attempt) {
        return switch (attempt) {
            case DONE, SAME_PERSON -> Optional.empty();
            case OVER -> Optional.of(new Refusal(ProblemCode.CONFLICT, "It was lifted. Withdraw anew."));
            case PROPOSED ->
                Optional.of(new Refusal(
                        ProblemCode.CONFLICT,
                        "Somebody has proposed that already. Another person confirms or rejects it."));
            case NOT_PROPOSED -> Optional.of(new Refusal(ProblemCode.CONFLICT, "Nobody has proposed to lift it."));
        };
    }

    private void administered(Caller caller, String what, String id) {
        scope.enter(caller);
        accessLog.administered(caller.actor(), what, List.of(Fact.of(Field.DETAILS, id)));
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
