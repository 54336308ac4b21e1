package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.RequestRows;

/** The register of requests, as far as each of them concerns who reads. */
@ApplicationScoped
public class RequestRegister {
    private final RequestStore store;
    private final RequestRows rows;
    private final NamedLines lines;
    private final LineSight sight;
    private final AccessLog accessLog;
    private final Scope scope;

    RequestRegister(
            RequestStore store, RequestRows rows, NamedLines lines, LineSight sight, AccessLog accessLog, Scope scope) {
        this.store = store;
        this.rows = rows;
        this.lines = lines;
        this.sight = sight;
        this.accessLog = accessLog;
        this.scope = scope;
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

    private SeenRequest shown(Caller caller, RequestStore.Seen seen) {
        scope.enterSystem();
        LineSight.Context context = sight.context(seen);
        Map<LineStanding, Integer> count = new EnumMap<>(LineStanding.class);
        if (seen.viewpoint() != Viewpoint.AUDITOR) {
            lines.each(seen, caller, line -> count.merge(context.standing(line), 1, Integer::sum));
            scope.enterSystem();
        }
        SeenRequest request = new SeenRequest(
                seen.head(), seen.viewpoint(), seen.viewpoint().reads() ? store.terms(seen.head()) : null, count);
        scope.enter(caller);
        return request;
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
}
