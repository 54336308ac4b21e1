package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Receipts;
import org.sillok.custody.Receipts.Extent;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.evidence.core.VersionRef;
import org.sillok.evidence.db.Items;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;

/** The two transactions of a receipt: who may have it, and making it. */
@ApplicationScoped
class ItemReceipts {
    private static final String ACTION = "GET_RECEIPT";

    /**
     * A receipt that may be made once the leaf {@code last} is published.
     *
     * @param parentsUnnamed whether something that a version was made from must not be named
     */
    record Wanted(StreamRef stream, Extent extent, Digest last, boolean parentsUnnamed) {}

    private final Items items;
    private final ItemAccess access;
    private final Receipts receipts;
    private final AccessLog accessLog;
    private final Scope scope;

    ItemReceipts(Items items, ItemAccess access, Receipts receipts, AccessLog accessLog, Scope scope) {
        this.items = items;
        this.access = access;
        this.receipts = receipts;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    @Transactional
    Outcome<Wanted> want(Caller caller, ItemId item, OptionalInt version) {
        scope.enter(caller);
        return access.reach(caller, item, Use.READ_CUSTODY, ACTION).then(reached -> {
            StreamRef stream = StreamRef.item(item, caller.party());
            Optional<Wanted> wanted = extent(item, version)
                    .flatMap(extent -> receipts.last(stream, extent)
                            .map(last -> new Wanted(stream, extent, last, parentsUnnamed(caller, item))));
            if (wanted.isEmpty()) {
                return access.denied(caller, ACTION, item.value());
            }
            accessLog.viewed(caller.actor(), item);
            return Outcome.done(wanted.get());
        });
    }

    private boolean parentsUnnamed(Caller caller, ItemId item) {
        List<VersionRef> parents = items.parents(item.value()).stream()
                .map(row -> new VersionRef(new ItemId(row.key.parentItem()), row.key.parentVersion()))
                .toList();
        return !access.undiscoverable(caller, item, parents).isEmpty();
    }

    private Optional<Extent> extent(ItemId item, OptionalInt version) {
        if (version.isEmpty()) {
            return Optional.of(new Extent.Whole());
        }
        return items.versions(item.value()).stream()
                .filter(row -> row.key.number() == version.getAsInt())
                .<Extent>map(row -> new Extent.One(Digest.sha256(row.statement)))
                .findFirst();
    }

    private static boolean isNotParents(DisclosureName name) {
        return name.field() != Field.PARENTS;
    }

    @Transactional
    Optional<Recorded> place(Caller caller, ItemId item, Digest statement) {
        scope.enter(caller);
        return receipts.recorded(StreamRef.item(item, caller.party()), statement);
    }

    @Transactional
    Outcome<Receipt> make(Caller caller, Wanted wanted, Predicate<DisclosureName> disclosed) {
        scope.enter(caller);
        return receipts.make(
                        wanted.stream(),
                        wanted.extent(),
                        wanted.parentsUnnamed() ? disclosed.and(ItemReceipts::isNotParents) : disclosed)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        ProblemCode.RECEIPT_NOT_READY, "The item changed while its receipt was made. Ask again."));
    }
}
