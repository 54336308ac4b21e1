package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identities.core.Approval;
import org.sillok.identities.core.Custodians;
import org.sillok.identities.core.Grounds;
import org.sillok.identities.core.Opening;
import org.sillok.identities.core.OpeningState;
import org.sillok.identities.db.IdentityRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.OpeningId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.SealedIdentity;
import org.sillok.vault.WrappedKey;

/**
 * The transactions of openings. Each step is a statement in the source's stream, for its organisation, and in the access
 * stream of who took it. Custodians act for the repository and the rows are the organisation's: once the role is checked,
 * a transaction is scoped to the system, and goes by the source alone.
 */
@ApplicationScoped
class OpeningLedger {
    /** What is to be opened, by which opening. */
    record Ready(Opening opening, int version, SealedIdentity sealed) {}

    private final IdentityRows rows;
    private final IdentityVault identityVault;
    private final OpeningStore store;
    private final OpeningPolicy policy;
    private final Sources sources;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;
    private final Feed feed;

    OpeningLedger(
            IdentityRows rows,
            IdentityVault identityVault,
            OpeningStore store,
            OpeningPolicy policy,
            Sources sources,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness,
            Feed feed) {
        this.rows = rows;
        this.identityVault = identityVault;
        this.store = store;
        this.policy = policy;
        this.sources = sources;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
        this.feed = feed;
    }

    @Transactional
    public Outcome<OpeningId> request(Caller caller, String source, Grounds grounds, Consumer<String> alongside) {
        Optional<Refusal> objection = enter(caller, source, "REQUEST_IDENTITY_OPENING");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        SourceId id = new SourceId(source);
        Optional<PartyId> owner = sources.owner(id);
        if (owner.isEmpty() || rows.newest(source).isEmpty()) {
            return denied(caller, source, "REQUEST_IDENTITY_OPENING", ProblemCode.NOT_FOUND);
        }
        Approval approval = policy.custodians() == Custodians.ONE ? Approval.ONE_CUSTODIAN : Approval.TWO_CUSTODIANS;
        OpeningId opening = OpeningId.fresh(randomness);
        rows.add(new IdentityRows.OpeningRow(
                opening.value(),
                source,
                owner.get().value(),
                approval.name(),
                policy.tokens().name(),
                store.seal(source, opening, grounds),
                step(caller),
                null,
                null,
                0));
        state(caller, store.load(source, opening.value()).orElseThrow(), EventType.IDENTITY_OPENING_REQUESTED);
        accessLog.administered(
                caller.actor(), "REQUEST_IDENTITY_OPENING", List.of(Fact.of(Field.DETAILS, opening.value())));
        if (approval == Approval.TWO_CUSTODIANS) {
            feed.tellRepository(Happening.IDENTITY_OPENING_REQUESTED, source);
        }
        alongside.accept(opening.value());
        return Outcome.done(opening);
    }

    @Transactional
    public Outcome<KnownOpening> approve(Caller caller, String source, String id) {
        Optional<Refusal> objection = enter(caller, source, "APPROVE_IDENTITY_OPENING");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Optional<Opening> found = store.load(source, id);
        if (found.isEmpty()) {
            return denied(caller, id, "APPROVE_IDENTITY_OPENING", ProblemCode.NOT_FOUND);
        }
        Opening opening = found.get();
        if (opening.requested().by().equals(caller.user())) {
            accessLog.denied(caller.actor(), "APPROVE_IDENTITY_OPENING", id);
            return Outcome.refused(ProblemCode.CONFLICT, "Another custodian must approve than who asked.");
        }
        if (opening.state(clock.instant(), policy.limits()) != OpeningState.PENDING
                || !rows.approve(id, opening.owner().value(), step(caller))) {
            return Outcome.refused(ProblemCode.CONFLICT, "The opening does not wait for an approval.");
        }
        state(caller, opening, EventType.IDENTITY_OPENING_APPROVED);
        accessLog.administered(caller.actor(), "APPROVE_IDENTITY_OPENING", List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(store.known(store.load(source, id).orElseThrow()));
    }

    /** What may be opened now, by the custodian who asked. */
    @Transactional
    public Outcome<Ready> ready(Caller caller, String source, String id) {
        Optional<Refusal> objection = enter(caller, source, "OPEN_IDENTITY");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        return usable(caller, source, id).map(opening -> {
            IdentityRows.Version newest = rows.newest(source).orElseThrow();
            WrappedKey key =
                    identityVault.keyOf(opening.source(), newest.version()).orElseThrow();
            return new Ready(opening, newest.version(), new SealedIdentity(key, newest.sealed()));
        });
    }

    /** Uses the opening up, on the record; nothing may be shown before this has committed. */
    @Transactional
    public Outcome<Opening> use(Caller caller, Ready ready) {
        String source = ready.opening().source().value();
        String id = ready.opening().id().value();
        Optional<Refusal> objection = enter(caller, source, "OPEN_IDENTITY");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        return usable(caller, source, id).then(opening -> {
            if (!rows.use(id, opening.owner().value(), ready.version(), step(caller))) {
                return Outcome.refused(notUsable(OpeningState.OPENED));
            }
            state(caller, opening, EventType.IDENTITY_DISCLOSED, Fact.of(Field.VERSION, ready.version()));
            accessLog.identityOpened(
                    caller.actor(),
                    List.of(
                            Fact.of(Field.SOURCE, source),
                            Fact.of(Field.REQUEST, id),
                            Fact.of(Field.VERSION, ready.version()),
                            Fact.of(Field.REASON, opening.grounds().reason()),
                            Fact.of(Field.BASIS, opening.grounds().basis()),
                            Fact.of(Field.OUTCOME, opening.approval().name())));
            accessLog.administered(caller.actor(), "OPEN_IDENTITY", List.of(Fact.of(Field.DETAILS, id)));
            return Outcome.done(store.load(source, id).orElseThrow());
        });
    }

    private Outcome<Opening> usable(Caller caller, String source, String id) {
        Optional<Opening> found = store.load(source, id);
        if (found.isEmpty()) {
            return denied(caller, id, "OPEN_IDENTITY", ProblemCode.NOT_FOUND);
        }
        Opening opening = found.get();
        OpeningState state = opening.state(clock.instant(), policy.limits());
        if (!opening.requested().by().equals(caller.user())) {
            return denied(caller, id, "OPEN_IDENTITY", ProblemCode.FORBIDDEN);
        }
        if (state != OpeningState.APPROVED || !policy.custodians().accept(opening.approval())) {
            accessLog.denied(caller.actor(), "OPEN_IDENTITY", id);
            return Outcome.refused(notUsable(state));
        }
        return Outcome.done(opening);
    }

    private static Refusal notUsable(OpeningState state) {
        return new Refusal(
                ProblemCode.CONFLICT,
                switch (state) {
                    case PENDING -> "The opening waits for a second custodian.";
                    case APPROVED -> "It now takes two custodians: ask for another opening.";
                    case OPENED -> "The opening was used. It is used once.";
                    case EXPIRED -> "The opening has expired: ask for another one.";
                });
    }

    /** Shows a custodian what it has just written, without recording a look. */
    @Transactional
    public KnownOpening shown(String source, OpeningId id) {
        scope.enterSystem();
        return store.known(store.load(source, id.value()).orElseThrow());
    }

    /** Enters the scope of the system for a custodian, or tells why not. */
    private Optional<Refusal> enter(Caller caller, String source, String action) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            accessLog.denied(caller.actor(), action, source);
            return Optional.of(Refusal.of(ProblemCode.FORBIDDEN));
        }
        if (policy.custodians() == Custodians.NONE) {
            accessLog.denied(caller.actor(), action, source);
            return Optional.of(new Refusal(ProblemCode.CONFLICT, "Nobody opens identities here: it is switched off."));
        }
        if (!Ids.isWellFormed(SourceId.PREFIX, source)) {
            accessLog.denied(caller.actor(), action, source);
            return Optional.of(Refusal.of(ProblemCode.NOT_FOUND));
        }
        scope.enterSystem();
        return Optional.empty();
    }

    private void state(Caller caller, Opening opening, EventType event, Fact... more) {
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.SOURCE, opening.source().value()),
                Fact.of(Field.REQUEST, opening.id().value()),
                Fact.of(Field.REASON, opening.grounds().reason()),
                Fact.of(Field.BASIS, opening.grounds().basis()),
                Fact.of(Field.OUTCOME, opening.approval().name())));
        facts.addAll(List.of(more));
        custody.append(StreamRef.source(opening.source(), opening.owner()), event, caller.actor(), facts);
    }

    private IdentityRows.Step step(Caller caller) {
        return new IdentityRows.Step(
                Timestamps.truncate(clock.instant()), caller.user().value());
    }

    private <T> Outcome<T> denied(Caller caller, String id, String action, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
