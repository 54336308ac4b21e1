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
import org.sillok.evidence.core.PageFilling;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Slice;

/** Searches among the items of the caller's own organisation, in its scope: what is forbidden to everybody is not found. */
@ApplicationScoped
class OwnSearch {
    private final Candidates candidates;
    private final ItemGuard guard;
    private final ItemRecords records;
    private final SearchBounds bounds;

    OwnSearch(Candidates candidates, ItemGuard guard, ItemRecords records, SearchBounds bounds) {
        this.candidates = candidates;
        this.guard = guard;
        this.records = records;
        this.bounds = bounds;
    }

    @Transactional(TxType.MANDATORY)
    Results find(Caller caller, Criteria criteria, @Nullable ItemId after, int limit) {
        boolean filtered = criteria.needsReading()
                || criteria.dates() != null
                || !criteria.kinds().isEmpty();
        Map<ItemId, Boolean> readable = new HashMap<>();
        // What is hidden does not count: however much of it there is, the search goes on behind it.
        Slice<Found> visible = Slice.cut(
                PageFilling.<Found>fill(
                        bounds.own() + 1,
                        bounds.ownBatch(),
                        last -> candidates.find(
                                Set.of(caller.party()),
                                criteria,
                                last == null ? after : new ItemId(last.item()),
                                bounds.ownBatch()),
                        some -> visible(caller, some, filtered, readable)),
                bounds.own());
        Slice<Found> page = Slice.cut(visible.items(), limit);
        List<ItemId> shown = page.items().stream().map(OwnSearch::item).toList();
        Map<ItemId, ItemRecords.Described> described = shown.isEmpty() ? Map.of() : records.described(shown);
        List<Discovery.Line> lines = new ArrayList<>();
        for (Found row : page.items()) {
            ItemId item = item(row);
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
                lines,
                shown,
                Results.next(page.map(OwnSearch::item), visible.map(OwnSearch::item)),
                visible.more(),
                Integer.toString(visible.items().size()),
                List.of());
    }

    /** Those that may be found now, and which of them may be read. */
    private List<Found> visible(Caller caller, List<Found> some, boolean filtered, Map<ItemId, Boolean> readable) {
        List<ItemId> ids = some.stream().map(OwnSearch::item).toList();
        ItemGuard.Rights rights = guard.rights(caller, ids);
        Map<ItemId, Current> current = records.current(ids);
        List<Found> visible = new ArrayList<>();
        for (Found row : some) {
            ItemId item = item(row);
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
        return visible;
    }

    private static ItemId item(Found row) {
        return new ItemId(row.item());
    }
}
