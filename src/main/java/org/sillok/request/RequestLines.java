package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.request.db.LineRows;
import org.sillok.sharing.core.ReasonWording;

/** Shows the lines of requests to those whom they concern. */
@ApplicationScoped
public class RequestLines {
    private final RequestStore store;
    private final LineSight sight;
    private final ItemAccess access;
    private final AccessLog accessLog;
    private final Scope scope;

    RequestLines(RequestStore store, LineSight sight, ItemAccess access, AccessLog accessLog, Scope scope) {
        this.store = store;
        this.sight = sight;
        this.access = access;
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
        Slice<LineRows.Line> page = Slice.cut(named(seen, caller, from, limit + 1), limit);
        ReasonWording wording = korean ? ReasonWording.KOREAN : ReasonWording.ENGLISH;
        scope.enterSystem();
        Slice<SeenLine> shown = page.map(line -> sight.seen(context, line, wording));
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
            List<LineRows.Line> some = store.lines(seen, caller, next, wanted);
            scope.enter(caller);
            if (seen.viewpoint() == Viewpoint.HOLDER) {
                Set<ItemId> discoverable = access.discoverable(
                        caller,
                        some.stream()
                                .map(line -> HeldLines.version(line).item())
                                .collect(Collectors.toSet()));
                some.stream()
                        .filter(line ->
                                discoverable.contains(HeldLines.version(line).item()))
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
}
