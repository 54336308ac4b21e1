package org.sillok.fact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.fact.core.RecordedFact;
import org.sillok.fact.db.FactRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.FactId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.Subject;
import org.sillok.vault.SubjectKeys;

/**
 * Records judgements about parties and states, and takes them back. Custodians do; contributors read, because decisions
 * about their material rest on them. Each step is a statement in the repository's stream. What opens something, by being
 * recorded or by being taken back, counts from the word of a second custodian on; what closes, at once.
 */
@ApplicationScoped
public class Facts {
    private final FactRows rows;
    private final FactSeals seals;
    private final Parties parties;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Facts(
            FactRows rows,
            FactSeals seals,
            Parties parties,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.seals = seals;
        this.parties = parties;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Records a fact; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<FactId> record(Caller caller, NewFact fact, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "RECORD_FACT", "");
        }
        Instant now = Timestamps.truncate(clock.instant());
        Instant from = fact.from() == null ? now : Timestamps.truncate(fact.from());
        Instant until = Timestamps.truncate(fact.until());
        if (!until.isAfter(from) || !until.isAfter(now)) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/validUntil", "A fact ends after it begins, and in the future."));
        }
        if (fact.subject() instanceof Subject.OfParty party
                && parties.standings(Set.of(party.party())).isEmpty()) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/subject/party", "There is no such organisation."));
        }
        FactId id = FactId.fresh(randomness);
        rows.add(
                caller.party().value(),
                new FactRows.Row(
                        id.value(),
                        FactSeals.text(fact.subject()),
                        fact.type().name(),
                        fact.value(),
                        from,
                        until,
                        seals.details(seals.keys(), id, fact.details()),
                        step(caller),
                        null,
                        null,
                        null,
                        null));
        RecordedFact recorded = load(id.value()).orElseThrow();
        state(caller, EventType.FACT_RECORDED, recorded, recorded.details().reasons());
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    /** A second custodian agrees to what one custodian alone cannot do: to the fact, or to its withdrawal. */
    @Transactional
    public Outcome<RecordedFact> confirm(Caller caller, String id) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "CONFIRM_FACT", id);
        }
        // What is recorded about a fact, and which rows there are, have the same order: one step at a time.
        rows.hold(id);
        Optional<RecordedFact> found = load(id);
        if (found.isEmpty()) {
            return denied(caller, "CONFIRM_FACT", id);
        }
        RecordedFact fact = found.get();
        RecordedFact.@Nullable Withdrawal withdrawal = fact.withdrawn();
        return switch (fact.state()) {
            case PENDING ->
                fact.recorded().by().equals(caller.user())
                        ? theSame()
                        : rows.confirm(caller.party().value(), id, step(caller))
                                ? changed(caller, EventType.FACT_RECORDED, id, null)
                                : nothingToConfirm();
            case WITHDRAWAL_PENDING ->
                withdrawal == null || withdrawal.step().by().equals(caller.user())
                        ? theSame()
                        : rows.confirmWithdrawal(caller.party().value(), id, step(caller))
                                ? changed(caller, EventType.FACT_WITHDRAWN, id, null)
                                : nothingToConfirm();
            case IN_EFFECT, WITHDRAWN -> nothingToConfirm();
        };
    }

    private static Outcome<RecordedFact> theSame() {
        return Outcome.refused(ProblemCode.CONFLICT, "Another custodian must confirm it.");
    }

    private static Outcome<RecordedFact> nothingToConfirm() {
        return Outcome.refused(ProblemCode.CONFLICT, "There is nothing to confirm about it.");
    }

    /** Takes a fact back. It stays on record. If it closes something it counts until a second custodian confirms. */
    @Transactional
    public Outcome<RecordedFact> withdraw(Caller caller, String id, String reason) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "WITHDRAW_FACT", id);
        }
        rows.hold(id);
        Optional<RecordedFact> fact = load(id);
        if (fact.isEmpty()) {
            return denied(caller, "WITHDRAW_FACT", id);
        }
        boolean withdrawn = fact.get().withdrawn() == null
                && rows.withdraw(
                        caller.party().value(),
                        id,
                        seals.reason(seals.keys(), fact.get().id(), reason),
                        step(caller));
        return withdrawn
                ? changed(caller, EventType.FACT_WITHDRAWN, id, reason)
                : Outcome.refused(ProblemCode.CONFLICT, "It was taken back before.");
    }

    /** One fact, whatever became of it. */
    @Transactional
    public Outcome<RecordedFact> get(Caller caller, String id) {
        scope.enter(caller);
        Optional<RecordedFact> fact = mayRead(caller) ? load(id) : Optional.empty();
        if (fact.isEmpty()) {
            return denied(caller, "VIEW_FACT", id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(fact.get());
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public RecordedFact shown(Caller caller, FactId id) {
        scope.enter(caller);
        return load(id.value()).orElseThrow();
    }

    /** Facts, whatever became of them, oldest first. */
    @Transactional
    public Outcome<Slice<RecordedFact>> list(Caller caller, FactFilter filter, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            return denied(caller, "LIST_FACTS", "");
        }
        Subject subject = filter.subject();
        Slice<FactRows.Row> page = Slice.cut(
                rows.page(
                        subject == null ? null : FactSeals.text(subject),
                        filter.type() == null ? null : filter.type().name(),
                        filter.at(),
                        after,
                        limit + 1),
                limit);
        accessLog.listed(caller.actor(), "FACTS", page.items().size());
        SubjectKeys keys = seals.keys();
        return Outcome.done(page.map(row -> seals.open(keys, row)));
    }

    private Optional<RecordedFact> load(String id) {
        return rows.find(id).map(row -> seals.open(seals.keys(), row));
    }

    private Outcome<RecordedFact> changed(Caller caller, EventType event, String id, @Nullable String reason) {
        RecordedFact fact = load(id).orElseThrow();
        state(caller, event, fact, reason);
        return Outcome.done(fact);
    }

    private void state(Caller caller, EventType event, RecordedFact fact, @Nullable String reason) {
        JsonObject.Builder details = JsonObject.builder()
                .put("fact", fact.id().value())
                .put("subject", FactSeals.text(fact.subject()))
                .put("type", fact.type().name())
                .put("value", fact.value())
                .put(
                        "validFrom",
                        Timestamps.format(
                                Optional.ofNullable(fact.window().from()).orElseThrow()))
                .put(
                        "validUntil",
                        Timestamps.format(
                                Optional.ofNullable(fact.window().until()).orElseThrow()))
                .put("assertedBy", fact.details().assertedBy())
                .put("assertedOn", fact.details().assertedOn().toString());
        if (fact.details().caseRef() != null) {
            details.put("caseRef", fact.details().caseRef().value());
        }
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.DETAILS, details.build()),
                Fact.of(Field.OUTCOME, fact.state().name())));
        if (reason != null) {
            facts.add(Fact.of(Field.REASON, reason));
        }
        custody.append(StreamRef.repository(caller.party()), event, caller.actor(), facts);
        accessLog.administered(
                caller.actor(),
                event.name(),
                List.of(Fact.of(Field.DETAILS, fact.id().value())));
    }

    private FactRows.Step step(Caller caller) {
        return new FactRows.Step(
                Timestamps.truncate(clock.instant()), caller.user().value());
    }

    private static boolean mayRead(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.CONTRIBUTOR);
    }

    /** Whoever may read is told that there is no such fact; others are told that they may not. */
    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        boolean isAllowed = action.startsWith("VIEW") ? mayRead(caller) : caller.has(Role.CUSTODIAN);
        return Outcome.refused(Refusal.of(isAllowed ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
