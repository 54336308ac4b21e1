package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.Consulted;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.RequestRows;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Term;
import org.sillok.terms.TermWriter;
import org.sillok.vault.SubjectKeys;

/**
 * Asks the organisations whose material it is, and through them the sources. An answer is a clause that counts for the one
 * request, beside the version of the instrument because of which it was asked. No answer in time is no permission.
 */
@ApplicationScoped
public class Consultations {
    static final String TERM = "term";
    private static final String EVIDENCE = "evidence";
    private static final String REASON = "reason";

    private final RequestStore store;
    private final RequestRows requests;
    private final ConsultationRows rows;
    private final Assessment assessment;
    private final RequestRecord record;
    private final AnswerAdmission admission;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Consultations(
            RequestStore store,
            RequestRows requests,
            ConsultationRows rows,
            Assessment assessment,
            RequestRecord record,
            AnswerAdmission admission,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.rows = rows;
        this.assessment = assessment;
        this.record = record;
        this.admission = admission;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** A consultation that is locked with its request, in the system's scope. */
    private record Begun(RequestHead head, ConsultationRows.Consultation row, SubjectKeys keys, Instant now) {
        ConsultationId id() {
            return new ConsultationId(row.id());
        }
    }

    /** What the caller's organisation was asked, oldest first. */
    @Transactional
    public Outcome<Slice<Consultation>> list(
            Caller caller, @Nullable ConsultationState state, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CONTRIBUTOR)) {
            return store.denied(caller, "LIST_CONSULTATIONS", "", ProblemCode.FORBIDDEN);
        }
        Slice<Consultation> page = Slice.cut(
                        rows.page(
                                caller.party().value(),
                                state == null ? "" : state.name(),
                                after == null ? null : after.time(),
                                after == null ? "" : after.id(),
                                limit + 1),
                        limit)
                .map(store::consultation);
        accessLog.listed(caller.actor(), "CONSULTATIONS", page.items().size());
        return Outcome.done(page);
    }

    @Transactional
    public Outcome<Consultation> get(Caller caller, String id) {
        return find(caller, id, "VIEW_CONSULTATION").map(row -> {
            accessLog.viewed(caller.actor(), id);
            return store.consultation(row);
        });
    }

    /**
     * Answers that it is permitted, by a clause. For an agreement that counts at once; what a source said needs evidence, and
     * a second person who confirms.
     */
    @Transactional
    public Outcome<Consultation> permit(Caller caller, String id, Term said, @Nullable MaterialRef shows) {
        return begin(caller, id, "ANSWER_CONSULTATION", begun -> {
            boolean consent = Consulted.isConsent(begun.row().instrument());
            if (begun.row().state().equals(ConsultationState.PROPOSED.name())) {
                return Outcome.refused(
                        ProblemCode.CONFLICT, "An answer waits for a second person. Confirm or refuse it.");
            }
            Optional<Refusal> refusal = admission.objection(caller, said, shows, consent);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Term term = Consulted.permission(begun.id(), said);
            JsonObject.Builder answer = JsonObject.builder().put(TERM, TermWriter.write(term));
            if (shows != null) {
                answer.put(
                        EVIDENCE,
                        JsonObject.builder()
                                .put("item", shows.item().value())
                                .put("version", shows.version())
                                .build());
            }
            return answered(
                    caller,
                    begun,
                    consent ? ConsultationState.PROPOSED : ConsultationState.PERMITTED,
                    answer.build(),
                    null);
        });
    }

    /** Confirms what another person answered. */
    @Transactional
    public Outcome<Consultation> confirm(Caller caller, String id) {
        return begin(caller, id, "CONFIRM_CONSULTATION", begun -> {
            ConsultationRows.Consultation row = begun.row();
            byte[] answer = row.answer();
            if (answer == null) {
                return Outcome.refused(ProblemCode.CONFLICT, "Nobody has answered yet.");
            }
            if (caller.user().value().equals(row.proposedBy())) {
                return store.denied(caller, "CONFIRM_CONSULTATION", id, ProblemCode.FORBIDDEN);
            }
            return answered(
                    caller,
                    begun,
                    ConsultationState.PERMITTED,
                    store.open(begun.keys(), RequestStore.answer(row.id()), answer),
                    caller);
        });
    }

    /** Answers that it is forbidden: at once, by one person, also when another has answered otherwise and nobody confirmed. */
    @Transactional
    public Outcome<Consultation> refuse(Caller caller, String id, String reason) {
        return begin(
                caller,
                id,
                "ANSWER_CONSULTATION",
                begun -> answered(
                        caller,
                        begun,
                        ConsultationState.REFUSED,
                        JsonObject.builder()
                                .put(
                                        TERM,
                                        TermWriter.write(Consulted.refusal(
                                                begun.id(),
                                                store.terms(begun.head()).actions())))
                                .put(REASON, reason)
                                .build(),
                        null));
    }

    private Outcome<Consultation> answered(
            Caller caller, Begun begun, ConsultationState state, JsonObject answer, @Nullable Caller second) {
        ConsultationRows.Consultation row = begun.row();
        boolean counts = state != ConsultationState.PROPOSED;
        rows.answer(new ConsultationRows.Consultation(
                row.id(),
                row.request(),
                row.revision(),
                row.party(),
                row.instrument(),
                row.version(),
                state.name(),
                row.deadline(),
                row.askedAt(),
                store.seal(begun.keys(), RequestStore.answer(row.id()), answer),
                second == null ? caller.user().value() : row.proposedBy(),
                second == null ? null : second.user().value(),
                counts ? begun.now() : null));
        if (counts) {
            record.state(
                    begun.head(),
                    EventType.ANSWERED,
                    caller.actor(),
                    JsonObject.builder()
                            .put("consultation", row.id())
                            .put(Requests.REVISION, row.revision())
                            .put("instrument", row.instrument() + "/" + row.version())
                            .put(
                                    "answer",
                                    Sha2.sha256(CompactJson.write(answer)).base64Url())
                            .put(
                                    "answeredBy",
                                    second == null ? caller.user().value() : String.valueOf(row.proposedBy()))
                            .build(),
                    Fact.of(Field.OUTCOME, state.name()));
            record.tell(List.of(caller.party()), Happening.CONSULTATION_ANSWERED, row.id());
            assessment.decideAgain(begun.head(), caller.party());
        }
        Consultation now = store.consultation(rows.find(row.id()).orElseThrow());
        scope.enter(caller);
        if (!counts) {
            accessLog.administered(caller.actor(), "PROPOSED_ANSWER", List.of(Fact.of(Field.DETAILS, row.id())));
        }
        return Outcome.done(now);
    }

    private Outcome<ConsultationRows.Consultation> find(Caller caller, String id, String what) {
        scope.enter(caller);
        boolean named = Ids.isWellFormed(ConsultationId.PREFIX, id);
        Optional<ConsultationRows.Consultation> row = named
                ? rows.find(id).filter(one -> one.party().equals(caller.party().value()))
                : Optional.empty();
        if (row.isEmpty() || !caller.has(Role.CONTRIBUTOR)) {
            return store.denied(
                    caller, what, id, caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
        }
        return Outcome.done(row.get());
    }

    private Outcome<Consultation> begin(
            Caller caller, String id, String what, Function<Begun, Outcome<Consultation>> work) {
        return find(caller, id, what).then(seen -> {
            scope.enterSystem();
            RequestHead head = RequestStore.head(requests.lock(seen.request()).orElseThrow());
            // Read again under the lock: somebody else may have answered meanwhile.
            ConsultationRows.Consultation row = rows.find(id).orElseThrow();
            Instant now = Timestamps.truncate(clock.instant());
            if (!ConsultationState.valueOf(row.state()).open()
                    || head.state() != RequestState.ASSESSED
                    || head.revision() != row.revision()) {
                return Outcome.refused(ProblemCode.CONFLICT, "It is not asked any more.");
            }
            if (!now.isBefore(row.deadline())) {
                return Outcome.refused(ProblemCode.CONFLICT, "The deadline is over, which counts as no.");
            }
            return work.apply(new Begun(head, row, store.keys(head.id()), now));
        });
    }
}
