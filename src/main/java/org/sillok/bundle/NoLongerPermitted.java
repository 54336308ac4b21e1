package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.db.WatchRows;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;

/** Shows what was handed over and would not be permitted any more: to its owner, and all of it to custodians. */
@ApplicationScoped
public class NoLongerPermitted {
    private final WatchRows rows;
    private final ItemAccess items;
    private final AccessLog accessLog;
    private final Scope scope;

    NoLongerPermitted(WatchRows rows, ItemAccess items, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.items = items;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Oldest finding first; the look is recorded. */
    @Transactional
    public Outcome<Slice<NoLonger>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        boolean all = caller.has(Role.CUSTODIAN);
        if (!all && !caller.has(Role.CONTRIBUTOR)) {
            accessLog.denied(caller.actor(), "LIST_DISCLOSURES", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        if (all) {
            scope.enterSystem();
        }
        Slice<WatchRows.Finding> page = Slice.cut(
                rows.page(
                        all ? null : caller.party().value(),
                        after == null ? null : after.time(),
                        after == null ? "" : after.id(),
                        limit + 1),
                limit);
        scope.enter(caller);
        Set<ItemId> named = all
                ? Set.of()
                : items.discoverable(
                        caller,
                        page.items().stream().map(row -> new ItemId(row.item())).collect(Collectors.toSet()));
        accessLog.listed(caller.actor(), "DISCLOSURES", page.items().size());
        return Outcome.done(page.map(row -> seen(row, all || named.contains(new ItemId(row.item())))));
    }

    private static NoLonger seen(WatchRows.Finding row, boolean named) {
        return new NoLonger(
                new BundleId(row.bundle()),
                named ? new MaterialRef(new ItemId(row.item()), row.version()) : null,
                new PartyId(row.holder()),
                new PartyId(row.recipient()),
                org.sillok.terms.Outcome.valueOf(row.outcome()),
                row.since(),
                row.id());
    }
}
