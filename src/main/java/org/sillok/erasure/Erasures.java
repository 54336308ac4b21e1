package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Text;
import org.sillok.erasure.db.ErasureItemRows;
import org.sillok.erasure.db.ErasureRows;
import org.sillok.evidence.ErasedItems;
import org.sillok.evidence.ItemErasure;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Persons;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ErasureId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyDestruction;

/**
 * Proposes, confirms and rejects erasures. Proposing destroys nothing. The staff of the organisation whose items they are
 * proposes; a custodian, who is somebody else, confirms what then stands in the list; from then on there is no way back.
 */
@ApplicationScoped
public class Erasures {
    /** Most items that can be named. */
    public static final int MOST_NAMED = 1_000;

    /** Most items of one erasure, those made from the named ones included. */
    public static final int MOST = 10_000;

    private final ErasureRows rows;
    private final ErasureItemRows lines;
    private final ErasureSeals seals;
    private final ItemErasure items;
    private final ErasedItems erased;
    private final CarriedOut withdrawals;
    private final KeyDestruction destruction;
    private final Jobs jobs;
    private final Persons persons;
    private final Feed feed;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Erasures(
            ErasureRows rows,
            ErasureItemRows lines,
            ErasureSeals seals,
            ItemErasure items,
            ErasedItems erased,
            CarriedOut withdrawals,
            KeyDestruction destruction,
            Jobs jobs,
            Persons persons,
            Feed feed,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.lines = lines;
        this.seals = seals;
        this.items = items;
        this.erased = erased;
        this.withdrawals = withdrawals;
        this.destruction = destruction;
        this.jobs = jobs;
        this.persons = persons;
        this.feed = feed;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Proposes one; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<ErasureId> propose(Caller caller, NewErasure wanted, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return denied(caller, "PROPOSE_ERASURE", "", ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Map<ItemId, PartyId> all = items.withDerivatives(wanted.items(), MOST + 1);
        boolean own = wanted.items().stream().allMatch(item -> caller.party().equals(all.get(item)));
        Optional<Refusal> refusal = own ? refusal(caller, wanted, all) : Optional.empty();
        scope.enter(caller);
        if (!own) {
            accessLog.denied(caller.actor(), "PROPOSE_ERASURE", "");
            return Outcome.refused(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/items", "Not all of them are items of your organisation."));
        }
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        ErasureId id = ErasureId.fresh(randomness);
        scope.enterSystem();
        rows.add(new ErasureRows.Erasure(
                id.value(),
                caller.party().value(),
                wanted.withdrawal(),
                ErasureState.PROPOSED.name(),
                seals.reason(id.value(), wanted.reason()),
                null,
                step(caller),
                null,
                null,
                null,
                null,
                null,
                List.of()));
        lines.add(id.value(), texts(all), named(wanted));
        feed.tellRepository(Happening.ERASURE_PROPOSED, id.value());
        scope.enter(caller);
        accessLog.administered(
                caller.actor(),
                "PROPOSE_ERASURE",
                List.of(Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("erasure", id.value())
                                .put("named", wanted.items().size())
                                .put("items", all.size())
                                .build())));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    private Optional<Refusal> refusal(Caller caller, NewErasure wanted, Map<ItemId, PartyId> all) {
        if (!withdrawals.ask(caller.party(), wanted)) {
            return Optional.of(
                    Refusal.at(
                            ProblemCode.INVALID_FIELD,
                            "/withdrawal",
                            "No withdrawal of material of your organisation under this id asks that all of these items be erased."));
        }
        if (all.size() > MOST) {
            return Optional.of(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/items",
                    "With what was made from them these are more than " + MOST + "."));
        }
        if (!erased.among(wanted.items()).isEmpty()) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "One of these items was erased already."));
        }
        return lines.openWith(named(wanted))
                .map(open -> new Refusal(ProblemCode.CONFLICT, "One of these items is in the erasure " + open + "."));
    }

    /** Whether the caller's role lets it confirm anything; a denial is recorded. */
    @Transactional
    public Outcome<String> mayConfirm(Caller caller, String id) {
        scope.enter(caller);
        return caller.has(Role.CUSTODIAN)
                ? Outcome.done(id)
                : denied(caller, "CONFIRM_ERASURE", id, ProblemCode.FORBIDDEN);
    }

    /**
     * Confirms as the second person what the caller has read, and begins.
     *
     * @param seen how many items the list had that the caller read
     */
    @Transactional
    public Outcome<ErasureId> confirm(Caller caller, String id, int seen) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "CONFIRM_ERASURE", id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<ErasureRows.Erasure> found = lock(id);
        Optional<Refusal> refusal = found.flatMap(erasure -> unconfirmable(caller, erasure, seen));
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, "CONFIRM_ERASURE", id, ProblemCode.NOT_FOUND);
        }
        if (refusal.isPresent()) {
            accessLog.denied(caller.actor(), "CONFIRM_ERASURE", id);
            return Outcome.refused(refusal.get());
        }
        JobId job = jobs.submit(
                ErasureJob.KIND,
                caller,
                JsonObject.builder().put(ErasureJob.ERASURE, id).build());
        scope.enterSystem();
        rows.confirmed(id, step(caller), job.value());
        scope.enter(caller);
        accessLog.administered(caller.actor(), "CONFIRM_ERASURE", List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(new ErasureId(id));
    }

    private Optional<Refusal> unconfirmable(Caller caller, ErasureRows.Erasure erasure, int seen) {
        if (!erasure.state().equals(ErasureState.PROPOSED.name())) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "The erasure is not proposed."));
        }
        // The staff of one organisation and a custodian of another can be one person.
        if (persons.isSame(new UserId(erasure.proposed().by()), caller.user())) {
            return Optional.of(
                    new Refusal(ProblemCode.CONFLICT, "Somebody else must confirm it than who proposed it."));
        }
        if (!withdrawals.stand(erasure.withdrawal())) {
            return Optional.of(new Refusal(
                    ProblemCode.CONFLICT, "The withdrawal that it was to carry out does not stand any more."));
        }
        if (!destruction.isPossible()) {
            return Optional.of(Refusal.of(ProblemCode.ERASER_UNAVAILABLE));
        }
        // What was made from the items meanwhile is in the list from now on, and has to be read as well.
        List<ItemId> listed = lines.page(erasure.id(), "", MOST).stream()
                .map(line -> new ItemId(line.item()))
                .toList();
        Map<ItemId, PartyId> all = items.heldWithDerivatives(listed, MOST + 1);
        lines.add(erasure.id(), texts(all), List.of());
        return all.size() == seen && listed.size() == seen
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.PRECONDITION_FAILED,
                        "More was made from these items since you read the list. Read it again."));
    }

    /** Rejects what is proposed, or takes it back: a custodian, or the staff of the organisation whose items they are. */
    @Transactional
    public Outcome<ErasureId> reject(Caller caller, String id, Text why) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.CONTRIBUTOR)) {
            return denied(caller, "REJECT_ERASURE", id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<ErasureRows.Erasure> found = lock(id).filter(erasure -> caller.has(Role.CUSTODIAN)
                || erasure.owner().equals(caller.party().value()));
        boolean proposed = found.filter(erasure -> erasure.state().equals(ErasureState.PROPOSED.name()))
                .isPresent();
        if (proposed) {
            rows.rejected(id, step(caller), seals.rejection(id, why));
            PartyId owner = new PartyId(found.orElseThrow().owner());
            feed.tell(owner, Happening.ERASURE_REJECTED, id);
        }
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, "REJECT_ERASURE", id, ProblemCode.NOT_FOUND);
        }
        if (!proposed) {
            return Outcome.refused(ProblemCode.CONFLICT, "The erasure is not proposed.");
        }
        accessLog.administered(caller.actor(), "REJECT_ERASURE", List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(new ErasureId(id));
    }

    private Optional<ErasureRows.Erasure> lock(String id) {
        return Ids.isWellFormed(ErasureId.PREFIX, id) ? rows.lock(id) : Optional.empty();
    }

    private ErasureRows.Step step(Caller caller) {
        return new ErasureRows.Step(
                Timestamps.truncate(clock.instant()), caller.user().value());
    }

    private static List<String> named(NewErasure wanted) {
        return wanted.items().stream().map(ItemId::value).toList();
    }

    private static Map<String, String> texts(Map<ItemId, PartyId> owners) {
        return owners.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> entry.getValue().value(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
