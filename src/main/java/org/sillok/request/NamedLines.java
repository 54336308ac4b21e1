package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.request.db.LineRows;

/**
 * The lines of a request that concern somebody, to holders without items that their staff may not know of; what was erased they
 * knew of. Joins a transaction and leaves it in the scope of the caller.
 */
@ApplicationScoped
class NamedLines {
    private static final int MANY = 1_000;

    private final RequestStore store;
    private final LineSight sight;
    private final ItemAccess access;
    private final Scope scope;

    NamedLines(RequestStore store, LineSight sight, ItemAccess access, Scope scope) {
        this.store = store;
        this.sight = sight;
        this.access = access;
        this.scope = scope;
    }

    /** All of them, some at a time. What takes them is in the scope of the caller. */
    void each(RequestStore.Seen seen, Caller caller, Consumer<LineRows.Line> take) {
        long next = 0;
        while (true) {
            List<LineRows.Line> some = read(seen, caller, next, MANY);
            named(seen, caller, some).forEach(take);
            if (some.size() < MANY) {
                return;
            }
            next = after(some);
        }
    }

    /**
     * At least {@code wanted} of them from a number on, if there are as many: what may not be discovered does not cut a page
     * short.
     */
    List<LineRows.Line> page(RequestStore.Seen seen, Caller caller, long from, int wanted) {
        List<LineRows.Line> named = new ArrayList<>();
        long next = from;
        while (named.size() < wanted) {
            List<LineRows.Line> some = read(seen, caller, next, wanted);
            named.addAll(named(seen, caller, some));
            if (some.size() < wanted) {
                break;
            }
            next = after(some);
        }
        return named;
    }

    private List<LineRows.Line> read(RequestStore.Seen seen, Caller caller, long from, int limit) {
        scope.enterSystem();
        List<LineRows.Line> some = sight.known(seen, store.lines(seen, caller, from, limit));
        scope.enter(caller);
        return some;
    }

    private static long after(List<LineRows.Line> some) {
        return some.get(some.size() - 1).ordinal() + 1L;
    }

    private List<LineRows.Line> named(RequestStore.Seen seen, Caller caller, List<LineRows.Line> some) {
        if (seen.viewpoint() != Viewpoint.HOLDER) {
            return some;
        }
        Set<ItemId> nameable = access.nameable(
                caller,
                some.stream().map(line -> HeldLines.version(line).item()).collect(Collectors.toSet()));
        return some.stream()
                .filter(line -> nameable.contains(HeldLines.version(line).item()))
                .toList();
    }
}
