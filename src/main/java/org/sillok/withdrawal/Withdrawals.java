package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Evidence;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.WithdrawalId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.db.LiftRows;
import org.sillok.withdrawal.db.WithdrawalRows;

/**
 * Takes back what was permitted. It acts in the transaction that records it, whatever else goes on at the time, and is never
 * refused because something is missing on paper. To take a withdrawal back in turn needs two people ({@link WithdrawalLifts}).
 */
@ApplicationScoped
public class Withdrawals {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    /** So far ahead a clock may be by which it was said; nobody's withdrawal fails because of a clock. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final WithdrawalRows rows;
    private final LiftRows lifts;
    private final WithdrawalAccess access;
    private final WithdrawalStore store;
    private final Reached reached;
    private final Repetition repetition;
    private final Effects effects;
    private final Evidence evidence;
    private final AccessLog accessLog;
    private final WithdrawalTransactions transactions;
    private final Scope scope;
    private final WithdrawalConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Withdrawals(
            WithdrawalRows rows,
            LiftRows lifts,
            WithdrawalAccess access,
            WithdrawalStore store,
            Reached reached,
            Repetition repetition,
            Effects effects,
            Evidence evidence,
            AccessLog accessLog,
            WithdrawalTransactions transactions,
            Scope scope,
            WithdrawalConfig config,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.lifts = lifts;
        this.access = access;
        this.store = store;
        this.reached = reached;
        this.repetition = repetition;
        this.effects = effects;
        this.evidence = evidence;
        this.accessLog = accessLog;
        this.transactions = transactions;
        this.scope = scope;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Records a withdrawal, with all that follows from it; {@code alongside} becomes durable with it or not at all. */
    public Outcome<WithdrawalId> withdraw(Caller caller, NewWithdrawal said, Consumer<String> alongside) {
        // Not by annotation: what reaches very many items takes longer than other transactions may.
        return transactions.settled(() -> attempt(caller, said, alongside));
    }

    private Outcome<WithdrawalId> attempt(Caller caller, NewWithdrawal said, Consumer<String> alongside) {
        return access.entitled(caller, "WITHDRAW", said.subject(), said.by(), said.level())
                .then(owner -> {
                    Optional<Refusal> refusal = objection(caller, said);
                    return refusal.isPresent()
                            ? Outcome.refused(refusal.get())
                            : withdrawn(caller, owner, said, alongside);
                });
    }

    private Optional<Refusal> objection(Caller caller, NewWithdrawal said) {
        if (said.saidAt().isAfter(clock.instant().plus(AHEAD))) {
            return invalid("/saidAt", "It lies in the future.");
        }
        MaterialRef shows = said.why().evidence();
        if (shows == null && said.by().needsMandate()) {
            return invalid("/evidence", "It is required: the order, deposited as an item of your organisation.");
        }
        if (shows != null && !evidence.isOwn(caller, shows.item(), shows.version())) {
            return invalid("/evidence", "There is no such version of an item of your organisation.");
        }
        Duration within = said.respondWithin();
        if (within == null) {
            return Optional.empty();
        }
        if (said.asks() == null) {
            return invalid("/respondWithin", "Nothing is asked of those who have it.");
        }
        return within.compareTo(SHORTEST) < 0 || within.compareTo(config.longest()) > 0
                ? invalid(
                        "/respondWithin",
                        "It has to be at least a second and at most "
                                + config.longest().toDays() + " days.")
                : Optional.empty();
    }

    private static Optional<Refusal> invalid(String pointer, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }

    private Outcome<WithdrawalId> withdrawn(
            Caller caller, PartyId owner, NewWithdrawal sent, Consumer<String> alongside) {
        scope.enterSystem();
        rows.hold(sent.subject().id());
        Reached.Taken taken = reached.take(sent.subject());
        Optional<WithdrawalId> covered = repetition.of(caller.party(), sent, taken.reach());
        if (covered.isPresent()) {
            return Outcome.refused(ProblemCode.CONFLICT, "It is on record, and in force, as " + covered.get() + ".");
        }
        WithdrawalId id = WithdrawalId.fresh(randomness);
        // After what is held: nobody who waited for it decided later than this.
        Instant now = Timestamps.truncate(clock.instant());
        NewWithdrawal said = sent.saidBefore(now);
        Instant respondBy = respondBy(said, now);
        put(caller, owner, said, id, now, respondBy);
        effects.follow(caller, new Effects.Recorded(id, owner, said, respondBy, now, taken));
        scope.enter(caller);
        accessLog.administered(caller.actor(), "WITHDRAW", List.of(Fact.of(Field.DETAILS, id.value())));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    private @Nullable Instant respondBy(NewWithdrawal said, Instant now) {
        Duration within = said.respondWithin();
        return said.asks() == null
                ? null
                : Timestamps.truncate(now.plus(within == null ? config.respondWithin() : within));
    }

    private void put(
            Caller caller,
            PartyId owner,
            NewWithdrawal said,
            WithdrawalId id,
            Instant now,
            @Nullable Instant respondBy) {
        Asked asked = said.asks();
        rows.add(new WithdrawalRows.Row(
                id.value(),
                owner.value(),
                said.subject().kind().name(),
                said.subject().id(),
                said.level().name(),
                said.by().name(),
                Timestamps.truncate(said.saidAt()),
                said.reasonClass().name(),
                store.seal(store.keys(id), said.why()),
                asked == null ? null : asked.name(),
                respondBy,
                caller.party().value(),
                caller.user().value(),
                now,
                null));
    }

    /** One withdrawal; the look is recorded. */
    @Transactional
    public Outcome<Withdrawal> get(Caller caller, String id) {
        return access.see(caller, "VIEW_WITHDRAWAL", id).map(seen -> {
            Withdrawal withdrawal = store.withdrawal(seen);
            scope.enter(caller);
            accessLog.viewed(caller.actor(), id);
            return withdrawal;
        });
    }

    /** What the caller has just written, without recording a look. */
    @Transactional
    public Outcome<Withdrawal> shown(Caller caller, String id) {
        return access.see(caller, "VIEW_WITHDRAWAL", id).map(seen -> {
            Withdrawal withdrawal = store.withdrawal(seen);
            scope.enter(caller);
            return withdrawal;
        });
    }

    /** The withdrawals that concern the caller, newest first. */
    @Transactional
    public Outcome<Slice<WithdrawalSummary>> list(Caller caller, WithdrawalQuery query) {
        if (!WithdrawalAccess.mayAct(caller)) {
            return access.denied(caller, "LIST_WITHDRAWALS", "");
        }
        scope.enterSystem();
        Position after = query.after();
        String subject = query.subject();
        Level level = query.level();
        Slice<WithdrawalRows.Row> page = Slice.cut(
                rows.page(new WithdrawalRows.Page(
                        caller.has(Role.CONTRIBUTOR) ? caller.party().value() : "",
                        WithdrawalAccess.isRegistrar(caller),
                        subject == null ? "" : subject,
                        level == null ? "" : level.name(),
                        query.stands(),
                        after == null ? null : after.time(),
                        after == null ? "" : after.id(),
                        query.limit() + 1)),
                query.limit());
        Set<String> lifting = new HashSet<>(
                lifts.open(page.items().stream().map(WithdrawalRows.Row::id).toList()));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "WITHDRAWALS", page.items().size());
        return Outcome.done(page.map(row -> WithdrawalStore.summary(row, lifting.contains(row.id()))));
    }
}
