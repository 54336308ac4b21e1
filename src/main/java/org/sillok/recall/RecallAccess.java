package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.RecallId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.recall.core.Viewpoint;
import org.sillok.recall.db.NoticeRows;

/** Says who sees which notice, and as what. Joins the transactions of the use cases. */
@ApplicationScoped
class RecallAccess {
    private final NoticeRows rows;
    private final AccessLog accessLog;
    private final Scope scope;

    RecallAccess(NoticeRows rows, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** A notice, and as what the caller sees it. */
    record Seen(NoticeRows.Head head, Viewpoint viewpoint) {}

    /**
     * The notice as the caller sees it; empty if it does not exist or does not concern the caller. The same queries run either
     * way. Leaves the scope of the caller.
     */
    Optional<Seen> see(Caller caller, String id) {
        if (isRegistrar(caller)) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
        Optional<NoticeRows.Head> head = Ids.isWellFormed(RecallId.PREFIX, id) ? rows.find(id) : Optional.empty();
        boolean holds = head.isPresent() && rows.items(id, caller.party().value()) > 0;
        scope.enter(caller);
        return head.flatMap(found ->
                Optional.ofNullable(viewpoint(caller, found, holds)).map(viewpoint -> new Seen(found, viewpoint)));
    }

    /** The notice, if the caller is somebody who acts for its recipient. */
    Outcome<Seen> received(Caller caller, String action, String id) {
        Optional<Seen> seen = see(caller, id);
        if (seen.isEmpty()) {
            return denied(caller, action, id);
        }
        return seen.get().viewpoint() == Viewpoint.RECIPIENT
                ? Outcome.done(seen.get())
                : denied(caller, action, id, ProblemCode.FORBIDDEN);
    }

    private static @Nullable Viewpoint viewpoint(Caller caller, NoticeRows.Head head, boolean holds) {
        String party = caller.party().value();
        if (caller.has(Role.INVESTIGATOR) && head.recipient().equals(party)) {
            return Viewpoint.RECIPIENT;
        }
        if (caller.has(Role.CONTRIBUTOR) && (holds || head.orderedBy().equals(party))) {
            return Viewpoint.OWNER;
        }
        if (caller.has(Role.CUSTODIAN)) {
            return Viewpoint.CUSTODIAN;
        }
        return caller.has(Role.AUDITOR) ? Viewpoint.AUDITOR : null;
    }

    /** Whether the caller sees all notices. */
    static boolean isRegistrar(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    /** Whether anybody in these roles can have to do with recalls. */
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
}
