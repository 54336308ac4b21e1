package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.request.db.LineRows;
import org.sillok.sharing.core.ReasonWording;

/** Shows the lines of requests to those whom they concern. */
@ApplicationScoped
public class RequestLines {
    private final RequestStore store;
    private final NamedLines lines;
    private final LineSight sight;
    private final AccessLog accessLog;
    private final Scope scope;

    RequestLines(RequestStore store, NamedLines lines, LineSight sight, AccessLog accessLog, Scope scope) {
        this.store = store;
        this.lines = lines;
        this.sight = sight;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * The lines of a request from a number on. To the requester a line of which it may not know looks like one that does not
     * exist; holders see their own lines only, without items that their staff may not discover.
     */
    @Transactional
    public Outcome<Slice<SeenLine>> list(Caller caller, String id, long from, int limit, boolean korean) {
        Optional<RequestStore.Seen> found = store.see(caller, id);
        if (found.isEmpty() || found.get().viewpoint() == Viewpoint.AUDITOR) {
            return found.isEmpty()
                    ? store.denied(caller, "LIST_REQUEST_LINES", id)
                    : store.denied(caller, "LIST_REQUEST_LINES", id, ProblemCode.FORBIDDEN);
        }
        RequestStore.Seen seen = found.get();
        scope.enterSystem();
        LineSight.Context context = sight.context(seen);
        Slice<LineRows.Line> page = Slice.cut(lines.page(seen, caller, from, limit + 1), limit);
        ReasonWording wording = korean ? ReasonWording.KOREAN : ReasonWording.ENGLISH;
        scope.enterSystem();
        Slice<SeenLine> shown = page.map(line -> sight.seen(context, line, wording));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "REQUEST_LINES", shown.items().size());
        return Outcome.done(shown);
    }
}
