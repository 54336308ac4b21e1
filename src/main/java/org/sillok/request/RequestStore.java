package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.RequestState;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.terms.InstrumentRef;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Turns rows into requests and back, and says who sees which. Joins the transactions of the use cases. */
@ApplicationScoped
class RequestStore {
    private final RequestRows rows;
    private final LineRows lines;
    private final HolderRows holders;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;

    RequestStore(RequestRows rows, LineRows lines, HolderRows holders, Vault vault, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.lines = lines;
        this.holders = holders;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** A request, and as what the caller sees it. */
    record Seen(RequestHead head, Viewpoint viewpoint) {}

    /**
     * The request as the caller sees it; empty if it does not exist or does not concern the caller. The same queries run
     * either way. Leaves the scope of the caller.
     */
    Optional<Seen> see(Caller caller, String id) {
        boolean register = caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
        if (register) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
        boolean named = Ids.isWellFormed(RequestId.PREFIX, id);
        Optional<RequestHead> head = named ? rows.find(id).map(RequestStore::head) : Optional.empty();
        boolean holds = head.isPresent()
                && holders.find(id, head.get().revision(), caller.party().value())
                        .isPresent();
        scope.enter(caller);
        return head.flatMap(found ->
                Optional.ofNullable(viewpoint(caller, found, holds)).map(viewpoint -> new Seen(found, viewpoint)));
    }

    private static @Nullable Viewpoint viewpoint(Caller caller, RequestHead head, boolean holds) {
        if (caller.has(Role.INVESTIGATOR) && head.requester().equals(caller.party())) {
            return Viewpoint.REQUESTER;
        }
        if (caller.has(Role.CONTRIBUTOR) && holds) {
            return Viewpoint.HOLDER;
        }
        if (caller.has(Role.CUSTODIAN)) {
            return Viewpoint.CUSTODIAN;
        }
        return caller.has(Role.AUDITOR) ? Viewpoint.AUDITOR : null;
    }

    /** The lines from a number on that concern the caller; in the system's scope. */
    List<LineRows.Line> lines(Seen seen, Caller caller, long from, int limit) {
        String holder = seen.viewpoint() == Viewpoint.HOLDER ? caller.party().value() : null;
        return lines.page(seen.head().id().value(), seen.head().revision(), holder, from, limit);
    }

    /** Whether anybody in these roles can have to do with requests. */
    static boolean mayAct(Caller caller) {
        return caller.hasAny(Role.INVESTIGATOR, Role.CONTRIBUTOR, Role.CUSTODIAN, Role.AUDITOR);
    }

    /** One answer for what does not exist and what does not concern the caller. */
    <T> Outcome<T> denied(Caller caller, String action, String id) {
        return denied(caller, action, id, mayAct(caller) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
    }

    <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        scope.enter(caller);
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }

    static RequestHead head(RequestRows.Head row) {
        return new RequestHead(
                new RequestId(row.id()),
                new PartyId(row.requester()),
                new UserId(row.askedBy()),
                row.revision(),
                RequestState.valueOf(row.state()),
                row.replyBy(),
                row.until(),
                row.createdAt());
    }

    SubjectKeys keys(RequestId id) {
        return vault.keysOf(id.value());
    }

    /** What the present revision asks for. */
    RequestTerms terms(RequestHead head) {
        RequestRows.Revision row = rows.revision(head.id().value(), head.revision());
        byte[] bytes = vault.open(keys(head.id()), KeyUse.CONTENT, text(head.revision()), row.sealed());
        if (!Sha2.sha256(bytes).equals(Digest.sha256(row.digest()))) {
            throw new IllegalStateException("the text of " + head.id() + " is not the one on record");
        }
        return RequestTerms.ofBytes(Bytes.of(bytes));
    }

    static String text(int revision) {
        return "request/text/" + revision;
    }

    byte[] seal(SubjectKeys keys, String context, JsonObject json) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, context, CompactJson.write(json));
    }

    JsonObject open(SubjectKeys keys, String context, byte[] sealed) {
        return StrictJson.parse(vault.open(keys, KeyUse.ACCOUNTABILITY, context, sealed))
                .asObject();
    }

    byte[] sealRecord(SubjectKeys keys, String context, byte[] bytes) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, context, bytes);
    }

    static String decision(int revision, int ordinal) {
        return "request/decision/" + revision + "/" + ordinal;
    }

    static String record(int revision, int ordinal) {
        return "request/record/" + revision + "/" + ordinal;
    }

    static String answer(String consultation) {
        return "request/answer/" + consultation;
    }

    Consultation consultation(ConsultationRows.Consultation row) {
        byte[] answer = row.answer();
        String proposedBy = row.proposedBy();
        String confirmedBy = row.confirmedBy();
        return new Consultation(
                new ConsultationId(row.id()),
                new RequestId(row.request()),
                row.revision(),
                new PartyId(row.party()),
                new InstrumentRef(row.instrument(), row.version()),
                ConsultationState.valueOf(row.state()),
                row.deadline(),
                row.askedAt(),
                answer == null ? null : open(vault.keysOf(row.request()), answer(row.id()), answer),
                proposedBy == null ? null : new UserId(proposedBy),
                confirmedBy == null ? null : new UserId(confirmedBy),
                row.answeredAt());
    }
}
