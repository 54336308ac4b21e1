package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementsInForce;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Buckets;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.evidence.ItemRecords;
import org.sillok.evidence.ItemRecords.Described;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Slice;
import org.sillok.terms.MaterialRef;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Searches among what others deposited, for a recipient: about each candidate it is decided before anything is counted.
 * Works in the system's scope, which it leaves to its caller to end, and does the same work whatever it finds: for each
 * organisation that has an agreement with the caller at least one item is decided about, sought or not. Whether there is
 * more, and where to go on, depends on nothing but items that the caller is shown.
 */
@ApplicationScoped
class OutsideSearch {
    private final Candidates candidates;
    private final AgreementsInForce agreements;
    private final ItemRecords records;
    private final Judging judging;
    private final SearchBounds bounds;
    private final Findings findings;
    private final Vault vault;
    private final Scope scope;

    OutsideSearch(
            Candidates candidates,
            AgreementsInForce agreements,
            ItemRecords records,
            Judging judging,
            SearchBounds bounds,
            Findings findings,
            Vault vault,
            Scope scope) {
        this.candidates = candidates;
        this.agreements = agreements;
        this.records = records;
        this.judging = judging;
        this.bounds = bounds;
        this.findings = findings;
        this.vault = vault;
        this.scope = scope;
    }

    /** What was found so far. */
    private static final class Finds {
        private final List<Line> open = new ArrayList<>();
        private final Map<Map.Entry<String, Optional<Integer>>, Long> cells = new LinkedHashMap<>();
    }

    /** An item that may be shown as a line. */
    private record Line(Found row, ItemId item, Set<Integer> versions, boolean nameable) {}

    /** What is left of the candidates when it is decided what may be known of them. */
    private record Sifted(Slice<Line> counted, List<Discovery.Cell> cells, List<Found> decoys) {}

    @Transactional(TxType.MANDATORY)
    Results find(PartyId party, Criteria criteria, Aim aim, @Nullable ItemId after, int limit) {
        Sifted sifted = sift(party, criteria, aim, after);
        Slice<Line> counted = sifted.counted();
        Slice<Line> page = Slice.cut(counted.items(), limit);
        return new Results(
                lines(party, criteria, page.items(), sifted.decoys()),
                page.items().stream().map(Line::item).toList(),
                Results.next(page.map(Line::item), counted.map(Line::item)),
                counted.more(),
                Buckets.of(counted.items().size()),
                sifted.cells());
    }

    /** The versions in the lines that {@link #find} would show on all of its pages together, without opening any. */
    @Transactional(TxType.MANDATORY)
    Gathered gather(PartyId party, Criteria criteria, Aim aim) {
        Sifted sifted = sift(party, criteria, aim, null);
        List<Line> open = sifted.counted().items();
        // One more, as in lines: nothing found costs what something costs.
        Map<String, SubjectKeys> keys = vault.keysOf(Stream.concat(
                        open.stream().map(Line::row), sifted.decoys().stream().limit(1))
                .map(Found::item)
                .distinct()
                .toList());
        List<MaterialRef> versions = new ArrayList<>();
        for (Line line : open) {
            SubjectKeys own = keys.get(line.row().item());
            // What was erased has no line, though the projection may know it still.
            if (own != null && own.holds(KeyUse.CONTENT)) {
                line.versions().stream()
                        .sorted()
                        .forEach(version -> versions.add(new MaterialRef(line.item(), version)));
            }
        }
        boolean more = sifted.counted().more();
        return new Gathered(versions, more, !more && !sifted.cells().isEmpty());
    }

    private Sifted sift(PartyId party, Criteria criteria, Aim aim, @Nullable ItemId after) {
        scope.enterSystem();
        List<Found> decoys = candidates.firstOfEach();
        Set<PartyId> owners = owners(party, decoys);
        Finds finds = new Finds();
        List<Found> some = candidates.find(owners, criteria, after, bounds.outsideBatch());
        add(finds, criteria, some, judging.of(party, aim, withDecoys(some, decoys, owners)));
        // What is hidden does not count: however much of it there is, the search goes on behind it.
        while (some.size() == bounds.outsideBatch() && finds.open.size() <= bounds.outside()) {
            ItemId last = new ItemId(some.get(some.size() - 1).item());
            some = candidates.find(owners, criteria, last, bounds.outsideBatch());
            add(finds, criteria, some, judging.of(party, aim, items(some)));
        }
        Slice<Line> counted = Slice.cut(finds.open, bounds.outside());
        return new Sifted(counted, counted.more() ? List.of() : cells(finds.cells), decoys);
    }

    private static void add(Finds finds, Criteria criteria, List<Found> some, Judging.Known known) {
        for (Found row : some) {
            ItemId item = new ItemId(row.item());
            if (!known.isDiscoverable(row)) {
                continue;
            }
            boolean nameable = known.nameable().contains(item);
            if (known.inspect().whole().contains(item)) {
                if (criteria.text() == null || nameable) {
                    Set<Integer> versions = known.discover().permitted().getOrDefault(item, Set.of());
                    finds.open.add(new Line(row, item, versions, nameable));
                }
            } else if (!criteria.needsReading()) {
                Days days = Candidates.days(row);
                Optional<Integer> year = Optional.ofNullable(days == null ? null : days.year());
                if (criteria.dates() == null || year.isPresent()) {
                    finds.cells.merge(Map.entry(row.kind(), year), 1L, Long::sum);
                }
            }
        }
    }

    /** Those who provide to the party under an agreement; only of what they have can anything be permitted. */
    private Set<PartyId> owners(PartyId party, List<Found> ofEach) {
        Set<PartyId> all = new HashSet<>();
        ofEach.forEach(row -> all.add(new PartyId(row.owner())));
        all.remove(party);
        Set<PartyId> providers = new HashSet<>();
        agreements.between(all, party).stream()
                .filter(agreement -> agreement.recipients().contains(party))
                .forEach(agreement -> providers.addAll(agreement.providers()));
        providers.retainAll(all);
        return providers;
    }

    private static List<ItemId> withDecoys(List<Found> found, List<Found> decoys, Set<PartyId> owners) {
        Set<String> without = new HashSet<>();
        owners.forEach(owner -> without.add(owner.value()));
        found.forEach(row -> without.remove(row.owner()));
        return Stream.concat(found.stream(), decoys.stream().filter(row -> without.contains(row.owner())))
                .map(row -> new ItemId(row.item()))
                .toList();
    }

    private static List<ItemId> items(List<Found> rows) {
        return rows.stream().map(row -> new ItemId(row.item())).toList();
    }

    private List<Discovery.Line> lines(PartyId party, Criteria criteria, List<Line> page, List<Found> decoys) {
        Set<ItemId> opened = page.stream().map(Line::item).collect(Collectors.toSet());
        // Opened as well, so that nothing found costs what something costs.
        decoys.stream().limit(1).forEach(row -> opened.add(new ItemId(row.item())));
        Map<ItemId, Described> described = opened.isEmpty() ? Map.of() : records.described(opened);
        List<Discovery.Line> lines = new ArrayList<>();
        for (Line line : page) {
            Described one = described.get(line.item());
            if (one != null) {
                lines.add(new Discovery.Line(
                        findings.name(party, line.item()),
                        null,
                        List.copyOf(line.versions()),
                        one.metadata(),
                        line.nameable() ? one.metadata().title() : null,
                        Candidates.match(criteria, line.row())));
            }
        }
        return lines;
    }

    /** Small cells are left out, as if nothing were there. */
    private static List<Discovery.Cell> cells(Map<Map.Entry<String, Optional<Integer>>, Long> counts) {
        Map<String, Discovery.Cell> cells = new TreeMap<>();
        counts.forEach((cell, count) -> {
            if (count >= Buckets.SMALLEST_CELL) {
                cells.put(
                        cell.getKey() + " "
                                + cell.getValue().map(Object::toString).orElse(""),
                        new Discovery.Cell(cell.getKey(), cell.getValue(), Buckets.of(count)));
            }
        });
        return List.copyOf(cells.values());
    }
}
