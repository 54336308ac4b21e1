package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleState;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.bundle.db.DeliveryRows;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.ItemAccess;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.terms.MaterialRef;

/**
 * Shows bundles to those whom they concern: the recipient's investigators, the staff of those whose material is in one, and
 * custodians and auditors. To everybody else they look as if they did not exist.
 */
@ApplicationScoped
public class Bundles {
    private static final int MANY = 1_000;

    private final DeliveryRows rows;
    private final BundlePartRows parts;
    private final BundleItemRows lines;
    private final BundleAccess access;
    private final Undertakings undertakings;
    private final ItemAccess items;
    private final AccessLog accessLog;
    private final Scope scope;

    Bundles(
            DeliveryRows rows,
            BundlePartRows parts,
            BundleItemRows lines,
            BundleAccess access,
            Undertakings undertakings,
            ItemAccess items,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.parts = parts;
        this.lines = lines;
        this.access = access;
        this.undertakings = undertakings;
        this.items = items;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** One bundle. The look is recorded. */
    @Transactional
    public Outcome<SeenBundle> get(Caller caller, String id) {
        Optional<BundleAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty()) {
            return access.denied(caller, "VIEW_BUNDLE", id);
        }
        SeenBundle bundle = shown(caller, seen.get());
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(bundle);
    }

    /** Shows a caller what it has just changed, without recording a look. */
    @Transactional
    public SeenBundle shown(Caller caller, BundleId id) {
        return shown(caller, access.see(caller, id.value()).orElseThrow());
    }

    private SeenBundle shown(Caller caller, BundleAccess.Seen seen) {
        scope.enterSystem();
        BundleRows.Bundle head = seen.head();
        BundleViewpoint viewpoint = seen.viewpoint();
        String replaces = head.replaces();
        SeenBundle bundle = new SeenBundle(
                seen.id(),
                new PartyId(head.recipient()),
                new RequestId(head.request()),
                head.revision(),
                BundleState.valueOf(head.state()),
                viewpoint,
                times(head),
                viewpoint.readsUndertakings() ? head.job() : null,
                replaces == null || !viewpoint.seesExtent() ? null : new BundleId(replaces),
                viewpoint.seesExtent() ? head.problem() : null,
                viewpoint.seesExtent() ? head.items() : Integer.valueOf(told(caller, head.id())),
                archive(head, viewpoint),
                viewpoint.seesExtent() ? parts(head) : List.of(),
                viewpoint.readsUndertakings() ? undertakings.of(seen.id()).orElse(null) : null);
        scope.enter(caller);
        return bundle;
    }

    /** How many of its own items a holder's staff may know of, those included that were erased since. Leaves the system's scope. */
    private int told(Caller caller, String id) {
        int told = 0;
        long next = 0;
        while (true) {
            List<BundleItemRows.Line> some = lines.linesOf(id, caller.party().value(), next, MANY);
            if (some.isEmpty()) {
                return told;
            }
            scope.enter(caller);
            Set<ItemId> named = named(caller, some);
            scope.enterSystem();
            told += (int) some.stream()
                    .filter(row -> named.contains(version(row).item()))
                    .count();
            next += some.size();
        }
    }

    private Set<ItemId> named(Caller caller, List<BundleItemRows.Line> some) {
        return items.nameable(
                caller, some.stream().map(row -> version(row).item()).collect(Collectors.toSet()));
    }

    private static SeenBundle.Times times(BundleRows.Bundle head) {
        return new SeenBundle.Times(
                head.createdAt(),
                head.sealedAt(),
                head.expiresAt(),
                head.acceptedAt(),
                head.deliveredAt(),
                head.acknowledgedAt(),
                head.endedAt());
    }

    private static SeenBundle.@Nullable Archive archive(BundleRows.Bundle head, BundleViewpoint viewpoint) {
        byte[] sha256 = head.archiveSha256();
        byte[] sha512 = head.archiveSha512();
        return sha256 == null || sha512 == null
                ? null
                : new SeenBundle.Archive(
                        viewpoint.seesExtent() ? head.archiveLength() : null,
                        Digest.sha256(sha256),
                        Digest.sha512(sha512));
    }

    private List<SeenBundle.Part> parts(BundleRows.Bundle head) {
        return head.sealedAt() == null
                ? List.of()
                : parts.of(head.id()).stream()
                        .map(part -> new SeenBundle.Part(
                                part.number(),
                                part.length(),
                                Digest.sha256(part.sha256()),
                                Digest.sha512(part.sha512()),
                                part.sent()))
                        .toList();
    }

    /**
     * Which items are in it: to holders their own, in the order of the items, without those that their staff may not
     * know of; to custodians all, under their numbers. The recipient knows the numbers from the bundle, and may not know more
     * of them than is in it.
     *
     * @param from the place in the list
     */
    @Transactional
    public Outcome<Slice<BundleLine>> items(Caller caller, String id, long from, int limit) {
        Optional<BundleAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty() || !seen.get().viewpoint().seesItems()) {
            return seen.isEmpty()
                    ? access.denied(caller, "LIST_BUNDLE_ITEMS", id)
                    : access.denied(caller, "LIST_BUNDLE_ITEMS", id, ProblemCode.FORBIDDEN);
        }
        List<BundleLine> lines = seen.get().viewpoint() == BundleViewpoint.HOLDER
                ? own(caller, id, from, limit + 1)
                : numbered(caller, id, from, limit + 1);
        Slice<BundleLine> page = Slice.cut(lines, limit);
        accessLog.listed(caller.actor(), "BUNDLE_ITEMS", page.items().size());
        return Outcome.done(page);
    }

    private List<BundleLine> numbered(Caller caller, String id, long from, int wanted) {
        scope.enterSystem();
        List<BundleItemRows.Line> some = lines.lines(id, from, wanted);
        scope.enter(caller);
        return some.stream()
                .map(row -> new BundleLine(
                        row.number(), version(row), new BundleLine.Numbered(row.number(), new PartyId(row.holder()))))
                .toList();
    }

    /** At least {@code wanted} lines if there are as many: what may not be discovered does not cut a list short. */
    private List<BundleLine> own(Caller caller, String id, long from, int wanted) {
        List<BundleLine> shown = new ArrayList<>();
        long next = from;
        while (shown.size() < wanted) {
            scope.enterSystem();
            List<BundleItemRows.Line> some = lines.linesOf(id, caller.party().value(), next, wanted);
            scope.enter(caller);
            if (some.isEmpty()) {
                break;
            }
            Set<ItemId> named = named(caller, some);
            for (BundleItemRows.Line row : some) {
                MaterialRef version = version(row);
                if (named.contains(version.item())) {
                    shown.add(new BundleLine(next, version, null));
                }
                next++;
            }
        }
        return shown;
    }

    private static MaterialRef version(BundleItemRows.Line row) {
        return new MaterialRef(new ItemId(row.item()), row.version());
    }

    /** The bundles that concern the caller. */
    @Transactional
    public Outcome<Slice<ListedBundle>> list(Caller caller, BundleQuery query) {
        scope.enter(caller);
        if (!BundleAccess.mayAct(caller)) {
            return access.denied(caller, "LIST_BUNDLES", "", ProblemCode.FORBIDDEN);
        }
        boolean register = BundleAccess.isRegistrar(caller);
        if (register) {
            scope.enterSystem();
        }
        Position after = query.after();
        BundleState state = query.state();
        RequestId request = query.request();
        Slice<ListedBundle> page = Slice.cut(
                        rows.page(new DeliveryRows.Page(
                                caller.party().value(),
                                register,
                                caller.has(Role.INVESTIGATOR),
                                caller.has(Role.CONTRIBUTOR),
                                state == null ? "" : state.name(),
                                request == null ? "" : request.value(),
                                query.newestFirst(),
                                after == null ? null : after.time(),
                                after == null ? "" : after.id(),
                                query.limit() + 1)),
                        query.limit())
                .map(row -> new ListedBundle(
                        new BundleId(row.id()),
                        new PartyId(row.recipient()),
                        new RequestId(row.request()),
                        row.revision(),
                        BundleState.valueOf(row.state()),
                        times(row)));
        scope.enter(caller);
        accessLog.listed(caller.actor(), "BUNDLES", page.items().size());
        return Outcome.done(page);
    }
}
