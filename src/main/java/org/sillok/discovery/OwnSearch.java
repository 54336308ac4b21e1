package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.evidence.ItemGuard;
import org.sillok.evidence.ItemRecords;
import org.sillok.evidence.ItemRecords.Current;
import org.sillok.evidence.Use;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;

/** Searches among the items of the caller's own organisation, in its scope: what is forbidden to everybody is not found. */
@ApplicationScoped
class OwnSearch {
    static final int MOST = 5_000;
    private static final int BATCH = 500;

    private final Candidates candidates;
    private final ItemGuard guard;
    private final ItemRecords records;

    OwnSearch(Candidates candidates, ItemGuard guard, ItemRecords records) {
        this.candidates = candidates;
        this.guard = guard;
        this.records = records;
    }

    @Transactional(TxType.MANDATORY)
    Results find(Caller caller, Criteria criteria, @Nullable ItemId after, int limit) {
        Slice<Found> found = Slice.cut(candidates.find(Set.of(caller.party()), criteria, after, MOST + 1), MOST);
        boolean filtered = criteria.needsReading()
                || criteria.dates() != null
                || !criteria.kinds().isEmpty();
        List<Found> visible = new ArrayList<>();
        Map<ItemId, Current> current = new HashMap<>();
        Map<ItemId, Boolean> readable = new HashMap<>();
        for (int from = 0; from < found.items().size(); from += BATCH) {
            List<Found> some =
                    found.items().subList(from, Math.min(found.items().size(), from + BATCH));
            List<ItemId> ids = some.stream().map(row -> new ItemId(row.item())).toList();
            ItemGuard.Rights rights = guard.rights(caller, ids);
            current.putAll(records.current(ids));
            for (Found row : some) {
                ItemId item = new ItemId(row.item());
                Current now = current.get(item);
                boolean read = rights.item(item, Use.READ_METADATA).permits();
                if (now != null
                        && now.revision() == row.revision()
                        && (read || !filtered)
                        && rights.item(item, Use.DISCOVER).permits()) {
                    visible.add(row);
                    readable.put(item, read);
                }
            }
        }
        Slice<Found> page = Slice.cut(visible, limit);
        List<ItemId> shown =
                page.items().stream().map(row -> new ItemId(row.item())).toList();
        Map<ItemId, ItemRecords.Described> described = shown.isEmpty() ? Map.of() : records.described(shown);
        List<Discovery.Line> lines = new ArrayList<>();
        for (Found row : page.items()) {
            ItemId item = new ItemId(row.item());
            ItemRecords.Described one = described.get(item);
            boolean read = Boolean.TRUE.equals(readable.get(item));
            if (one != null) {
                lines.add(new Discovery.Line(
                        null,
                        item,
                        IntStream.rangeClosed(1, one.current().versions())
                                .boxed()
                                .toList(),
                        read ? one.metadata() : null,
                        read ? one.metadata().title() : null,
                        read ? Candidates.match(criteria, row) : null));
            }
        }
        return new Results(
                lines, shown, Results.next(page, found), found.more(), Integer.toString(visible.size()), List.of());
    }
}
