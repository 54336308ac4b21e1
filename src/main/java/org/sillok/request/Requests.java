package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.discovery.Findings;
import org.sillok.evidence.Evidence;
import org.sillok.evidence.ItemAccess;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.core.RequestBody;
import org.sillok.request.core.RequestState;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.sharing.core.ReasonWording;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Purpose;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Receives requests, and shows them to those whom they concern. */
@ApplicationScoped
public class Requests {
    static final String REVISION = "revision";

    private static final int MANY = 1_000;

    private final RequestStore store;
    private final RequestRows rows;
    private final LineRows lines;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final RequestRecord record;
    private final Evidence evidence;
    private final ItemAccess access;
    private final Findings findings;
    private final Jobs jobs;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final RequestConfig config;
    private final Clock clock;
    private final Randomness randomness;

    Requests(
            RequestStore store,
            RequestRows rows,
            LineRows lines,
            HolderRows holders,
            ConsultationRows consultations,
            RequestRecord record,
            Evidence evidence,
            ItemAccess access,
            Findings findings,
            Jobs jobs,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            RequestConfig config,
            Clock clock,
            Randomness randomness) {
        this.store = store;
        this.rows = rows;
        this.lines = lines;
        this.holders = holders;
        this.consultations = consultations;
        this.record = record;
        this.evidence = evidence;
        this.access = access;
        this.findings = findings;
        this.jobs = jobs;
        this.vault = vault;
        this.accessLog = accessLog;
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
        RequestId id = RequestId.fresh(randomness);
        vault.keysOfOrNew(id.value());
        RequestHead head = new RequestHead(
                id,
                caller.party(),
                caller.user(),
                1,
                RequestState.SUBMITTED,
                body.terms().replyBy(),
                body.terms().until(),
                now());
        rows.add(new RequestRows.Head(
                id.value(),
                caller.party().value(),
                caller.user().value(),
                1,
                head.state().name(),
                head.replyBy(),
                head.until(),
                null,
                head.createdAt()));
        revise(caller, head, body, EventType.SUBMITTED);
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
            scope.enterSystem();
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
            rows.amend(id.value(), head.revision(), head.replyBy(), head.until());
            record.tell(concerned, Happening.REQUEST_AMENDED, id.value());
            revise(caller, head, body, EventType.AMENDED);
            return Outcome.done(id);
        });
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

    private void revise(Caller caller, RequestHead head, RequestBody body, EventType type) {
        String id = head.id().value();
        byte[] text = body.terms().toBytes().toArray();
        SubjectKeys keys = store.keys(head.id());
        Digest digest = Sha2.sha256(text);
        rows.add(new RequestRows.Revision(
                id,
                head.revision(),
                head.requester().value(),
                vault.seal(keys, KeyUse.CONTENT, RequestStore.text(head.revision()), text),
                digest.toArray(),
                body.items().size(),
                caller.user().value(),
                now()));
        lines.add(
                id,
                head.revision(),
                head.requester().value(),
                body.items().stream()
                        .map(named -> new LineRows.Wanted(
                                named.version().item().value(), named.version().version(), named.found()))
                        .toList());
        record.state(
                head,
                type,
                caller.actor(),
                JsonObject.builder()
                        .put(REVISION, head.revision())
                        .put("lines", body.items().size())
                        .put("digest", body.digest().base64Url())
                        .build(),
                Fact.of(
                        Field.PURPOSE,
                        String.join(
                                " ",
                                body.terms().purposes().stream()
                                        .map(Purpose::name)
                                        .sorted()
                                        .toList())),
                Fact.of(Field.RECIPIENT, head.requester().value()));
        jobs.submit(
                AssessJob.KIND,
                caller,
                JsonObject.builder()
                        .put(AssessJob.REQUEST, id)
                        .put(REVISION, head.revision())
                        .build());
    }

    /** One request; the look is recorded. */
    @Transactional
    public Outcome<SeenRequest> get(Caller caller, String id) {
        Optional<RequestStore.Seen> seen = store.see(caller, id);
        if (seen.isEmpty()) {
            return store.denied(caller, "VIEW_REQUEST", id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(shown(caller, seen.get()));
    }

    /** What the caller has just written or is about to change, without recording a look. */
    @Transactional
    public Outcome<SeenRequest> shown(Caller caller, String id) {
        Optional<RequestStore.Seen> seen = store.see(caller, id);
        return seen.isEmpty() ? store.denied(caller, "VIEW_REQUEST", id) : Outcome.done(shown(caller, seen.get()));
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

    private SeenRequest shown(Caller caller, RequestStore.Seen seen) {
        scope.enterSystem();
        Context context = context(seen);
        Map<LineStanding, Integer> count = new EnumMap<>(LineStanding.class);
        if (seen.viewpoint() != Viewpoint.AUDITOR) {
            long from = 0;
            while (true) {
                List<LineRows.Line> some = page(seen, caller, from, MANY);
                some.forEach(line -> count.merge(context.standing(line), 1, Integer::sum));
                if (some.size() < MANY) {
                    break;
                }
                from = some.get(some.size() - 1).ordinal() + 1L;
            }
        }
        SeenRequest request = new SeenRequest(
                seen.head(), seen.viewpoint(), seen.viewpoint().reads() ? store.terms(seen.head()) : null, count);
        scope.enter(caller);
        return request;
    }

    private List<LineRows.Line> page(RequestStore.Seen seen, Caller caller, long from, int limit) {
        String holder = seen.viewpoint() == Viewpoint.HOLDER ? caller.party().value() : null;
        return lines.page(seen.head().id().value(), seen.head().revision(), holder, from, limit);
    }

    /** What the lines of a request are shown with. */
    private record Context(
            PartyId requester,
            Viewpoint viewpoint,
            Set<String> approved,
            Map<String, Set<InstrumentRef>> waiting,
            KeyOpener opener) {
        LineStanding standing(LineRows.Line line) {
            String holder = line.holder();
            boolean hidden = viewpoint == Viewpoint.REQUESTER && !line.available();
            String outcome = line.outcome();
            return LineStanding.of(
                    line.decidedAt() != null,
                    hidden || outcome == null ? null : org.sillok.terms.Outcome.valueOf(outcome),
                    line.refusal() != null,
                    holder != null && consulting(line, holder),
                    holder != null && line.available() && approved.contains(holder));
        }

        private boolean consulting(LineRows.Line line, String holder) {
            Set<InstrumentRef> asked = waiting.getOrDefault(holder, Set.of());
            return !asked.isEmpty()
                    && org.sillok.terms.Outcome.CONSULT.name().equals(line.outcome())
                    && opener.kept(line)
                            .map(kept -> Shown.asks(kept).stream().anyMatch(asked::contains))
                            .orElse(false);
        }
    }

    /** Opens what was kept of a line's decision. */
    private interface KeyOpener {
        Optional<JsonObject> kept(LineRows.Line line);
    }

    private Context context(RequestStore.Seen seen) {
        RequestHead head = seen.head();
        Set<String> approved = new HashSet<>();
        holders.all(head.id().value(), head.revision()).stream()
                .filter(one -> one.approvedAt() != null)
                .forEach(one -> approved.add(one.party()));
        Map<String, Set<InstrumentRef>> waiting = new HashMap<>();
        consultations.all(head.id().value(), head.revision(), null).stream()
                .filter(one -> ConsultationState.valueOf(one.state()).open())
                .forEach(one -> waiting.computeIfAbsent(one.party(), none -> new HashSet<>())
                        .add(new InstrumentRef(one.instrument(), one.version())));
        SubjectKeys keys = store.keys(head.id());
        return new Context(head.requester(), seen.viewpoint(), approved, waiting, line -> {
            byte[] decision = line.decision();
            return decision == null
                    ? Optional.empty()
                    : Optional.of(store.open(keys, RequestStore.decision(head.revision(), line.ordinal()), decision));
        });
    }

    /**
     * The lines of a request from a number on. To the requester a line of which it may not know looks like one that does not
     * exist; holders see their own lines only, without items that their staff may not discover.
     */
    @Transactional
    public Outcome<Slice<SeenLine>> lines(Caller caller, String id, long from, int limit, boolean korean) {
        Optional<RequestStore.Seen> found = store.see(caller, id);
        if (found.isEmpty() || found.get().viewpoint() == Viewpoint.AUDITOR) {
            return found.isEmpty()
                    ? store.denied(caller, "LIST_REQUEST_LINES", id)
                    : store.denied(caller, "LIST_REQUEST_LINES", id, ProblemCode.FORBIDDEN);
        }
        RequestStore.Seen seen = found.get();
        scope.enterSystem();
        Context context = context(seen);
        Slice<LineRows.Line> page = Slice.cut(named(seen, caller, from, limit + 1), limit);
        ReasonWording wording = korean ? ReasonWording.KOREAN : ReasonWording.ENGLISH;
        scope.enterSystem();
        Slice<SeenLine> shown = page.map(line -> seen(context, line, wording));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "REQUEST_LINES", shown.items().size());
        return Outcome.done(shown);
    }

    /**
     * At least {@code wanted} lines that may be named, if there are as many: what may not be discovered does not cut a page
     * short.
     */
    private List<LineRows.Line> named(RequestStore.Seen seen, Caller caller, long from, int wanted) {
        List<LineRows.Line> named = new ArrayList<>();
        long next = from;
        while (named.size() < wanted) {
            scope.enterSystem();
            List<LineRows.Line> some = page(seen, caller, next, wanted);
            scope.enter(caller);
            if (seen.viewpoint() == Viewpoint.HOLDER) {
                Set<ItemId> discoverable = access.discoverable(
                        caller,
                        some.stream()
                                .map(line -> Assessment.version(line).item())
                                .collect(Collectors.toSet()));
                some.stream()
                        .filter(line ->
                                discoverable.contains(Assessment.version(line).item()))
                        .forEach(named::add);
            } else {
                named.addAll(some);
            }
            if (some.size() < wanted) {
                break;
            }
            next = some.get(some.size() - 1).ordinal() + 1L;
        }
        return named;
    }

    /** The item that the caller's organisation calls so, because it found it in a search. It need not exist. */
    public Optional<ItemId> found(Caller caller, String finding) {
        return findings.item(caller.party(), finding);
    }

    private SeenLine seen(Context context, LineRows.Line line, ReasonWording wording) {
        boolean insider = context.viewpoint() != Viewpoint.REQUESTER;
        LineStanding standing = context.standing(line);
        Optional<JsonObject> kept =
                insider || line.available() ? context.opener().kept(line) : Optional.empty();
        boolean told = standing != LineStanding.NOT_AVAILABLE && standing != LineStanding.PENDING;
        String refusal = line.refusal();
        return new SeenLine(
                line.ordinal(),
                Assessment.version(line),
                insider || !line.found()
                        ? null
                        : findings.name(
                                context.requester(), Assessment.version(line).item()),
                standing,
                told ? line.holder() : null,
                told && insider ? line.outcome() : null,
                told && refusal != null ? RefusalReason.valueOf(refusal) : null,
                told ? kept.map(one -> Shown.reasons(one, insider, wording)).orElse(List.of()) : List.of(),
                told ? kept.map(one -> Shown.obligations(one, insider)).orElse(JsonArray.of()) : JsonArray.of(),
                told ? kept.map(Shown::window).orElse(null) : null);
    }

    /** The register, as far as it concerns the caller. */
    @Transactional
    public Outcome<Slice<RequestHead>> list(Caller caller, RequestQuery query) {
        scope.enter(caller);
        if (!RequestStore.mayAct(caller)) {
            return store.denied(caller, "LIST_REQUESTS", "", ProblemCode.FORBIDDEN);
        }
        boolean register = caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
        if (register) {
            scope.enterSystem();
        }
        @Nullable Position after = query.after();
        RequestState state = query.state();
        PartyId requester = query.requester();
        Slice<RequestHead> page = Slice.cut(
                        rows.page(new RequestRows.Page(
                                caller.party().value(),
                                register,
                                caller.has(Role.INVESTIGATOR),
                                caller.has(Role.CONTRIBUTOR),
                                state == null ? "" : state.name(),
                                requester == null ? "" : requester.value(),
                                query.from(),
                                query.until(),
                                query.newestFirst(),
                                after == null ? null : after.time(),
                                after == null ? "" : after.id(),
                                query.limit() + 1)),
                        query.limit())
                .map(RequestStore::head);
        scope.enter(caller);
        accessLog.listed(caller.actor(), "REQUESTS", page.items().size());
        return Outcome.done(page);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
