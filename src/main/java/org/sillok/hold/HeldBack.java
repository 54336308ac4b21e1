package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.Lapse;
import org.sillok.hold.db.GuardRows;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;
import org.sillok.time.TrustedTime;

/**
 * What holds material back now. Sees everything whatever the scope of the transaction: a decision that did not see a hold would
 * permit what is forbidden. Who decides and acts in one transaction holds the items first: whoever places a hold waits for
 * that, or is seen here.
 */
@ApplicationScoped
public class HeldBack {
    private final GuardRows rows;
    private final TrustedTime time;
    private final Clock clock;

    HeldBack(GuardRows rows, TrustedTime time, Clock clock) {
        this.rows = rows;
        this.time = time;
        this.clock = clock;
    }

    /**
     * What the evaluator has to know of each of these items; an item that nothing holds back is missing. One query however many
     * there are, and one more if the time of a hold may be over.
     */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, List<Guard>> of(Collection<ItemId> items) {
        Map<ItemId, List<Guard>> guards = new HashMap<>();
        for (GuardRows.Row row : standing(items)) {
            code(row.kind())
                    .ifPresent(code -> guards.computeIfAbsent(new ItemId(row.item()), none -> new ArrayList<>())
                            .add(new Guard(code, row.id())));
        }
        return guards;
    }

    /**
     * The holds of any kind that forbid to erase each of these items, in the order of their ids; an item that none forbids to
     * erase is missing. Who erases asks while the item is held against everybody: whoever places a hold waits for that, or is
     * seen here.
     */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, List<HoldId>> fromErasure(Collection<ItemId> items) {
        Map<ItemId, TreeSet<String>> holds = new HashMap<>();
        standing(items).stream()
                .filter(row -> Ids.isWellFormed(HoldId.PREFIX, row.id()))
                .forEach(row -> holds.computeIfAbsent(new ItemId(row.item()), none -> new TreeSet<>())
                        .add(row.id()));
        Map<ItemId, List<HoldId>> sorted = new HashMap<>();
        holds.forEach(
                (item, ids) -> sorted.put(item, ids.stream().map(HoldId::new).toList()));
        return sorted;
    }

    /** Without holds whose time is over, whether or not that is on record yet. */
    private List<GuardRows.Row> standing(Collection<ItemId> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        Set<String> ids = items.stream().map(ItemId::value).collect(Collectors.toSet());
        List<GuardRows.Row> found = rows.of(ids);
        Instant now = clock.instant();
        if (found.stream().noneMatch(row -> Lapse.isOver(row.until(), now, null))) {
            return found;
        }
        Instant proven = time.newestTime().orElse(null);
        return found.stream()
                .filter(row -> !Lapse.isOver(row.until(), now, proven))
                .toList();
    }

    private static Optional<GuardCode> code(String kind) {
        for (HoldKind one : HoldKind.values()) {
            if (one.name().equals(kind)) {
                return one.forbidsRelease() ? Optional.of(GuardCode.HOLD) : Optional.empty();
            }
        }
        return Optional.of(Level.valueOf(kind).guard());
    }
}
