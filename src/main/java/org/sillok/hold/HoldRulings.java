package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.ErasedItems;
import org.sillok.feed.core.Happening;
import org.sillok.hold.core.HoldAct;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.core.Lapse;
import org.sillok.hold.db.HoldItemRows;
import org.sillok.hold.db.HoldRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Persons;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.LongTransactions;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Places and lifts holds: one custodian proposes, another confirms. Each step counts from its commit on: a hold that was placed
 * is seen by every decision that had not ended by then.
 */
@ApplicationScoped
public class HoldRulings {
    // Of ten thousand items each may have somebody who is waited for. Bounded: what is placed is locked until it ends.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final HoldRows rows;
    private final HoldItemRows items;
    private final HoldSeals seals;
    private final HoldRecord record;
    private final Derivations derivations;
    private final Persons persons;
    private final LongTransactions transactions;
    private final ErasedItems erased;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    HoldRulings(
            HoldRows rows,
            HoldItemRows items,
            HoldSeals seals,
            HoldRecord record,
            Derivations derivations,
            Persons persons,
            LongTransactions transactions,
            ErasedItems erased,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.items = items;
        this.seals = seals;
        this.record = record;
        this.derivations = derivations;
        this.persons = persons;
        this.transactions = transactions;
        this.erased = erased;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** A second custodian agrees: from now on it holds. */
    public Outcome<HoldId> place(Caller caller, String id) {
        // Not by annotation: whoever is just releasing something of it is waited for longer than others wait.
        return transactions.within(LONGEST, () -> placed(caller, id));
    }

    private Outcome<HoldId> placed(Caller caller, String id) {
        rows.waitLonger();
        return rule(caller, id, "PLACE_HOLD", null, hold -> {
            HoldState.Attempt attempt = state(hold).place(person(hold.proposedBy(), caller), caller.user());
            if (attempt != HoldState.Attempt.DONE) {
                return refused(caller, id, "PLACE_HOLD", attempt);
            }
            Instant now = now();
            if (Lapse.isOver(hold.until(), now, null)) {
                return Outcome.refused(ProblemCode.CONFLICT, "The time for which it was to hold is over.");
            }
            // Whoever is just releasing something of it ends first, and what it releases is decided again when it is
            // fetched.
            List<ItemId> held = items.items(id).stream().map(ItemId::new).toList();
            derivations.holdForChange(held);
            if (!erased.among(held).isEmpty()) {
                return Outcome.refused(
                        ProblemCode.CONFLICT, "One of these items was erased: propose a hold without it.");
            }
            rows.placed(id, caller.user().value(), now);
            return done(caller, hold, HoldAct.PLACED, now, null, Happening.HOLD_PLACED);
        });
    }

    /** Somebody does not want what is proposed, a hold or its lifting; one custodian is enough to leave things as they are. */
    @Transactional
    public Outcome<HoldId> reject(Caller caller, String id, String why) {
        return rule(caller, id, "REJECT_HOLD", why, hold -> {
            HoldState state = state(hold);
            if (state.reject() != HoldState.Attempt.DONE) {
                return refused(caller, id, "REJECT_HOLD", state.reject());
            }
            Instant now = now();
            if (state.rejected() == HoldState.REJECTED) {
                rows.rejected(id, now);
                return done(caller, hold, HoldAct.REJECTED, now, why, null);
            }
            rows.liftRejected(id);
            return done(caller, hold, HoldAct.LIFT_REJECTED, now, why, null);
        });
    }

    /** One custodian wants it lifted; it holds until another agrees. */
    @Transactional
    public Outcome<HoldId> proposeLift(Caller caller, String id, String why) {
        return rule(caller, id, "PROPOSE_LIFT_OF_HOLD", why, hold -> {
            HoldState.Attempt attempt = state(hold).proposeLift();
            if (attempt != HoldState.Attempt.DONE) {
                return refused(caller, id, "PROPOSE_LIFT_OF_HOLD", attempt);
            }
            rows.liftProposed(id, caller.user().value());
            return done(caller, hold, HoldAct.LIFT_PROPOSED, now(), why, null);
        });
    }

    /** A second custodian agrees that it be lifted, for good. */
    @Transactional
    public Outcome<HoldId> lift(Caller caller, String id) {
        return rule(caller, id, "LIFT_HOLD", null, hold -> {
            String proposer = hold.liftProposedBy();
            HoldState.Attempt attempt = proposer == null
                    ? HoldState.Attempt.NOT_NOW
                    : state(hold).lift(person(proposer, caller), caller.user());
            if (attempt != HoldState.Attempt.DONE) {
                return refused(caller, id, "LIFT_HOLD", attempt);
            }
            Instant now = now();
            rows.lifted(id, caller.user().value(), now);
            return done(caller, hold, HoldAct.LIFTED, now, null, Happening.HOLD_LIFTED);
        });
    }

    /** The hold, locked, in the system's scope; afterwards the transaction is in the caller's. */
    private Outcome<HoldId> rule(
            Caller caller, String id, String what, @Nullable String why, Function<HoldRows.Hold, Outcome<HoldId>> act) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, id, what, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<HoldRows.Hold> hold = rows.lock(id);
        if (hold.isEmpty()) {
            return denied(caller, id, what, ProblemCode.NOT_FOUND);
        }
        Outcome<HoldId> outcome = act.apply(hold.get());
        scope.enter(caller);
        return outcome.map(ruled -> {
            List<Fact> facts = new ArrayList<>(List.of(Fact.of(Field.DETAILS, id)));
            if (why != null) {
                facts.add(Fact.of(Field.REASON, why));
            }
            accessLog.administered(caller.actor(), what, facts);
            return ruled;
        });
    }

    private Outcome<HoldId> done(
            Caller caller,
            HoldRows.Hold before,
            HoldAct act,
            Instant now,
            @Nullable String why,
            @Nullable Happening told) {
        rows.step(
                before.id(),
                before.repository(),
                act.name(),
                caller.user().value(),
                now,
                why == null ? null : seals.sealWhy(seals.keys(), before.id(), why));
        if (told != null) {
            HoldRows.Hold hold = rows.find(before.id()).orElseThrow();
            record.tell(hold, told);
            record.state(hold);
        }
        return Outcome.done(new HoldId(before.id()));
    }

    private Outcome<HoldId> refused(Caller caller, String id, String what, HoldState.Attempt attempt) {
        if (attempt == HoldState.Attempt.SAME_PERSON) {
            scope.enter(caller);
            accessLog.denied(caller.actor(), what, id);
            return Outcome.refused(
                    ProblemCode.FORBIDDEN, "Who proposed it cannot confirm it: another custodian has to.");
        }
        return Outcome.refused(ProblemCode.CONFLICT, "The hold does not stand where this could be done.");
    }

    private <T> Outcome<T> denied(Caller caller, String id, String what, ProblemCode code) {
        scope.enter(caller);
        accessLog.denied(caller.actor(), what, id);
        return Outcome.refused(Refusal.of(code));
    }

    /** Who proposed it; the caller itself if both are known to be one person. */
    private UserId person(String proposer, Caller caller) {
        UserId user = new UserId(proposer);
        return persons.isSame(user, caller.user()) ? caller.user() : user;
    }

    private static HoldState state(HoldRows.Hold hold) {
        return HoldState.valueOf(hold.state());
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
