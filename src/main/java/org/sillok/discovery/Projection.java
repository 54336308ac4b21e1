package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.core.IndexWords;
import org.sillok.discovery.db.EntryRows;
import org.sillok.discovery.db.EntryRows.Entry;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.ItemRecords;
import org.sillok.evidence.ItemRecords.Current;
import org.sillok.evidence.ItemRecords.Described;
import org.sillok.evidence.core.Creation;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.identity.Scope;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/**
 * Fills the projection from sealed metadata: title, description, kind, languages, place and date of creation, and nothing
 * else. Collectors, earlier holders, sources and file names are names and never enter it; the identity vault is not read at
 * all. Everything here can be repeated and comes to the same.
 */
@ApplicationScoped
public class Projection {
    static final int BATCH = 100;

    private final EntryRows rows;
    private final ItemRecords records;
    private final Derivations derivations;
    private final BlindWords blind;
    private final Scope scope;

    Projection(EntryRows rows, ItemRecords records, Derivations derivations, BlindWords blind, Scope scope) {
        this.rows = rows;
        this.records = records;
        this.derivations = derivations;
        this.blind = blind;
        this.scope = scope;
    }

    /** What came of one batch; {@code last} is null if there was nothing left. */
    record Progress(@Nullable ItemId last, int items, int written, int removed) {}

    /** Writes what is said about these items now, and removes those whose key is gone. */
    @Transactional
    public void refresh(Collection<ItemId> items) {
        scope.enterSystem();
        write(items);
    }

    /** Removes an item at once: for who destroys its key. Joins or begins a transaction in the system's scope. */
    @Transactional
    public void forget(ItemId item) {
        scope.enterSystem();
        rows.remove(List.of(item.value()));
    }

    @Transactional
    long total() {
        scope.enterSystem();
        return records.count();
    }

    @Transactional
    boolean isEmpty() {
        scope.enterSystem();
        return rows.count() == 0;
    }

    /**
     * The batch of items after {@code last}: writes those that are missing or overtaken and removes what is there without
     * a reason.
     *
     * @param all whether to write those that are there already, too
     */
    @Transactional
    Progress next(@Nullable ItemId last, boolean all) {
        scope.enterSystem();
        List<ItemId> items = records.after(last, BATCH);
        Map<ItemId, Current> current = items.isEmpty() ? Map.of() : records.current(items);
        Map<ItemId, Integer> known = new HashMap<>();
        Set<String> strangers = new HashSet<>();
        // The same stretch of the projection, to its end if this is the last batch.
        boolean end = items.size() < BATCH;
        String until = end ? "" : items.get(items.size() - 1).value();
        for (Found row : rows.after(last == null ? "" : last.value(), 2 * BATCH)) {
            ItemId item = new ItemId(row.item());
            if (current.containsKey(item)) {
                known.put(item, row.revision());
            } else if (end || row.item().compareTo(until) < 0) {
                strangers.add(row.item());
            }
        }
        List<ItemId> stale = items.stream()
                .filter(item -> all
                        || !Optional.ofNullable(current.get(item))
                                .map(Current::revision)
                                .equals(Optional.ofNullable(known.get(item))))
                .toList();
        int removed = rows.remove(strangers) + write(stale);
        Set<ItemId> kept = new HashSet<>(items);
        stale.forEach(kept::remove);
        removed += removeKeyless(kept);
        return new Progress(items.isEmpty() ? null : items.get(items.size() - 1), items.size(), stale.size(), removed);
    }

    /** Returns how many rows were removed instead of written. */
    private int write(Collection<ItemId> items) {
        if (items.isEmpty()) {
            return 0;
        }
        // Who erases one of them waits, and then removes what is written here; or came before, and its key is seen to
        // be gone.
        derivations.hold(items);
        Map<ItemId, Described> described = records.described(items);
        described.forEach((item, one) -> rows.put(entry(item, one)));
        return rows.remove(items.stream()
                .filter(item -> !described.containsKey(item))
                .map(ItemId::value)
                .toList());
    }

    private int removeKeyless(Set<ItemId> items) {
        if (items.isEmpty()) {
            return 0;
        }
        Set<ItemId> open = records.described(items).keySet();
        return rows.remove(items.stream()
                .filter(item -> !open.contains(item))
                .map(ItemId::value)
                .toList());
    }

    private Entry entry(ItemId item, Described described) {
        ItemMetadata metadata = described.metadata();
        List<String> texts = new ArrayList<>(metadata.title().byTag().values());
        Multilingual description = metadata.description();
        if (description != null) {
            texts.addAll(description.byTag().values());
        }
        Creation created = metadata.created();
        String place = created == null ? null : created.place();
        Edtf edtf = created == null ? null : created.edtf();
        Days days = edtf == null ? null : Days.of(edtf);
        return new Entry(
                item.value(),
                described.current().owner().value(),
                described.current().revision(),
                metadata.kind().name(),
                broadened(metadata.languages()),
                days != null,
                days == null ? null : day(days.first()),
                days == null ? null : day(days.last()),
                days != null && days.uncertain(),
                blind.of(IndexWords.of(texts)),
                place == null ? List.of() : blind.of(IndexWords.of(List.of(place))));
    }

    static @Nullable Long day(@Nullable LocalDate date) {
        return date == null ? null : (Long) date.toEpochDay();
    }

    /** Each tag with all that are broader. */
    private static List<String> broadened(List<LanguageTag> languages) {
        Set<String> all = new TreeSet<>();
        for (LanguageTag language : languages) {
            String tag = language.value();
            all.add(tag);
            for (int cut = tag.lastIndexOf('-'); cut > 0; cut = tag.lastIndexOf('-', cut - 1)) {
                all.add(tag.substring(0, cut));
            }
        }
        return List.copyOf(all);
    }
}
