package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/** Says who sees which bundle, and as what. Joins the transactions of the use cases. */
@ApplicationScoped
class BundleAccess {
    private final BundleRows rows;
    private final BundleItemRows lines;
    private final AccessLog accessLog;
    private final Scope scope;

    BundleAccess(BundleRows rows, BundleItemRows lines, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.lines = lines;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** A bundle, and as what the caller sees it. */
    record Seen(BundleRows.Bundle head, BundleViewpoint viewpoint) {
        BundleId id() {
            return new BundleId(head.id());
        }
    }

    /**
     * The bundle as the caller sees it; empty if it does not exist or does not concern the caller. The same queries run either
     * way. Leaves the scope of the caller.
     */
    Optional<Seen> see(Caller caller, String id) {
        if (isRegistrar(caller)) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
        Optional<BundleRows.Bundle> head = Ids.isWellFormed(BundleId.PREFIX, id) ? rows.find(id) : Optional.empty();
        boolean holds = head.isPresent() && lines.held(id, caller.party().value()) > 0;
        scope.enter(caller);
        return head.flatMap(found ->
                Optional.ofNullable(viewpoint(caller, found, holds)).map(viewpoint -> new Seen(found, viewpoint)));
    }

    /** The bundle, if the caller is somebody who acts for its recipient. */
    Outcome<Seen> received(Caller caller, String action, String id) {
        Optional<Seen> seen = see(caller, id);
        if (seen.isEmpty()) {
            return denied(caller, action, id);
        }
        return seen.get().viewpoint() == BundleViewpoint.RECIPIENT
                ? Outcome.done(seen.get())
                : denied(caller, action, id, ProblemCode.FORBIDDEN);
    }

    private static @Nullable BundleViewpoint viewpoint(Caller caller, BundleRows.Bundle head, boolean holds) {
        if (caller.has(Role.INVESTIGATOR)
                && head.recipient().equals(caller.party().value())) {
            return BundleViewpoint.RECIPIENT;
        }
        if (caller.has(Role.CONTRIBUTOR) && holds) {
            return BundleViewpoint.HOLDER;
        }
        if (caller.has(Role.CUSTODIAN)) {
            return BundleViewpoint.CUSTODIAN;
        }
        return caller.has(Role.AUDITOR) ? BundleViewpoint.AUDITOR : null;
    }

    /** Whether the caller sees all bundles. */
    static boolean isRegistrar(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    /** Whether anybody in these roles can have to do with bundles. */
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
