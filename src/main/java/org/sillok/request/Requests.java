package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sillok.custody.core.EventType;
import org.sillok.discovery.Findings;
import org.sillok.evidence.Evidence;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.RequestBody;
import org.sillok.request.core.RequestState;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.RequestRows;

/** Receives requests for sharing, and what those who made them change about them. */
@ApplicationScoped
public class Requests {
    static final String REVISION = "revision";

    private final RequestStore store;
    private final RequestRows rows;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final QueriedItems queried;
    private final Revisions revisions;
    private final RequestRecord record;
    private final Evidence evidence;
    private final Findings findings;
    private final Scope scope;
    private final RequestConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Requests(
            RequestStore store,
            RequestRows rows,
            HolderRows holders,
            ConsultationRows consultations,
            QueriedItems queried,
            Revisions revisions,
            RequestRecord record,
            Evidence evidence,
            Findings findings,
            Scope scope,
            RequestConfig config,
            Clock clock,
            Randomness randomness) {
        this.store = store;
        this.rows = rows;
        this.holders = holders;
        this.consultations = consultations;
        this.queried = queried;
        this.revisions = revisions;
        this.record = record;
        this.evidence = evidence;
        this.findings = findings;
        this.scope = scope;
        this.config = config;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Receives a request; it is decided about in a job. {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<RequestId> submit(Caller caller, RequestBody body, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.INVESTIGATOR)) {
            return store.denied(caller, "SUBMIT_REQUEST", "", ProblemCode.FORBIDDEN);
        }
        Optional<Refusal> refusal = objection(caller, body);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return queried.complete(caller, body, whole -> submitted(caller, whole, alongside));
    }

    private Outcome<RequestId> submitted(Caller caller, RequestBody body, Consumer<String> alongside) {
        RequestId id = RequestId.fresh(randomness);
        RequestHead head = new RequestHead(
                id,
                caller.party(),
                caller.user(),
                1,
                RequestState.SUBMITTED,
                body.terms().replyBy(),
                body.terms().until(),
                now());
        revisions.first(caller, head, body);
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    /** Asks for something else: what was decided, answered and approved before counts no more. */
    @Transactional
    public Outcome<RequestId> amend(Caller caller, RequestId id, int revision, RequestBody body) {
        return asRequester(caller, id, revision, "AMEND_REQUEST").then(before -> {
            scope.enter(caller);
            Optional<Refusal> refusal = objection(caller, body);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            return queried.complete(caller, body, whole -> amended(caller, before, whole));
        });
    }

    private Outcome<RequestId> amended(Caller caller, RequestHead before, RequestBody body) {
        scope.enterSystem();
        RequestId id = before.id();
        List<PartyId> concerned = end(before);
        RequestHead head = new RequestHead(
                id,
                before.requester(),
                before.askedBy(),
                before.revision() + 1,
                RequestState.SUBMITTED,
                body.terms().replyBy(),
                body.terms().until(),
                before.createdAt());
        record.tell(concerned, Happening.REQUEST_AMENDED, id.value());
        revisions.next(caller, head, body);
        return Outcome.done(id);
    }

    /** Takes the request back, for good. */
    @Transactional
    public Outcome<RequestId> withdraw(Caller caller, RequestId id, int revision) {
        return asRequester(caller, id, revision, "WITHDRAW_REQUEST").map(head -> {
            List<PartyId> concerned = end(head);
            rows.state(id.value(), RequestState.WITHDRAWN.name());
            record.state(head, EventType.REQUEST_WITHDRAWN, caller.actor(), revision(head));
            record.tell(concerned, Happening.REQUEST_WITHDRAWN, id.value());
            scope.enter(caller);
            return id;
        });
    }

    /** Nobody is asked any more; whom it concerned. */
    List<PartyId> end(RequestHead head) {
        String id = head.id().value();
        consultations.all(id, head.revision(), null).stream()
                .filter(one -> ConsultationState.valueOf(one.state()).open())
                .forEach(one -> consultations.end(one.id(), ConsultationState.CLOSED.name()));
        return holders.all(id, head.revision()).stream()
                .map(one -> new PartyId(one.party()))
                .toList();
    }

    static JsonObject revision(RequestHead head) {
        return JsonObject.builder().put(REVISION, head.revision()).build();
    }

    /** The request, locked, in the system's scope, if the caller may change it and saw its present revision. */
    private Outcome<RequestHead> asRequester(Caller caller, RequestId id, int revision, String what) {
        boolean may = store.see(caller, id.value())
                .filter(seen -> seen.viewpoint() == Viewpoint.REQUESTER)
                .isPresent();
        if (!may) {
            return store.denied(
                    caller,
                    what,
                    id.value(),
                    caller.has(Role.INVESTIGATOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        RequestHead head = RequestStore.head(rows.lock(id.value()).orElseThrow());
        if (head.revision() != revision) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED,
                    "The request has changed since you read it. Read it again and repeat.");
        }
        return head.state().ended()
                ? Outcome.refused(ProblemCode.CONFLICT, "The request was withdrawn or has expired.")
                : Outcome.done(head);
    }

    private Optional<Refusal> objection(Caller caller, RequestBody body) {
        RequestTerms terms = body.terms();
        Instant now = now();
        if (!terms.replyBy().isAfter(now)) {
            return invalid("/replyBy", "It has to be in the future.");
        }
        if (!terms.until().isAfter(terms.replyBy())) {
            return invalid("/until", "It has to be later than replyBy.");
        }
        if (terms.until().isAfter(now.plus(config.longest()))) {
            return invalid(
                    "/until", "It can be asked for at most " + config.longest().toDays() + " days.");
        }
        if (terms.handedOnTo().contains(caller.party())) {
            return invalid("/handedOnTo", "Your organisation receives it anyway.");
        }
        return evidence.isOwn(
                        caller, terms.legalBasis().item(), terms.legalBasis().version())
                ? Optional.empty()
                : invalid("/legalBasis", "There is no such version of an item of your organisation.");
    }

    private static Optional<Refusal> invalid(String pointer, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }

    /** The head of a request that the caller may amend or withdraw, without recording a look. */
    @Transactional
    public Outcome<RequestHead> toChange(Caller caller, String id) {
        return store.see(caller, id)
                .filter(seen -> seen.viewpoint() == Viewpoint.REQUESTER)
                .map(seen -> Outcome.done(seen.head()))
                .orElseGet(() -> store.denied(
                        caller,
                        "CHANGE_REQUEST",
                        id,
                        caller.has(Role.INVESTIGATOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }

    /** The item that the caller's organisation calls so, because it found it in a search. It need not exist. */
    public Optional<ItemId> found(Caller caller, String finding) {
        return findings.item(caller.party(), finding);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
