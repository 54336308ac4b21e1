package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementsInForce;
import org.sillok.consent.Namings;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.core.Buckets;
import org.sillok.discovery.core.Criteria;
import org.sillok.discovery.core.Days;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.evidence.ItemRecords;
import org.sillok.evidence.ItemRecords.Current;
import org.sillok.evidence.ItemRecords.Described;
import org.sillok.identity.Scope;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.sharing.Releases;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.Action;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Searches among what others deposited, for a recipient: about each candidate it is decided before anything is counted.
 * Works in the system's scope, which it leaves to its caller to end, and does the same work whatever it finds: for each
 * organisation that has an agreement with the caller at least one item is decided about, sought or not.
 */
@ApplicationScoped
class OutsideSearch {
    static final int MOST = 2_000;

    private final Candidates candidates;
    private final AgreementsInForce agreements;
    private final ItemRecords records;
    private final Releases releases;
    private final Sources sources;
    private final Namings namings;
    private final Findings findings;
    private final Vault vault;
    private final Scope scope;

    OutsideSearch(
            Candidates candidates,
            AgreementsInForce agreements,
            ItemRecords records,
            Releases releases,
            Sources sources,
            Namings namings,
            Findings findings,
            Vault vault,
            Scope scope) {
        this.candidates = candidates;
        this.agreements = agreements;
        this.records = records;
        this.releases = releases;
        this.sources = sources;
        this.namings = namings;
        this.findings = findings;
        this.vault = vault;
        this.scope = scope;
    }

    /** What is known of the candidates when it is decided what to show. */
    private record Known(Map<ItemId, Current> current, Judged discover, Judged inspect, Set<ItemId> nameable) {}

    /** What is left of the candidates when it is decided what may be known of them. */
    private record Sifted(
            Slice<Found> found,
            List<Found> open,
            Map<Map.Entry<String, Optional<Integer>>, Long> cells,
            List<Found> decoys,
            Known known) {}

    @Transactional(TxType.MANDATORY)
    Results find(PartyId party, Criteria criteria, Aim aim, @Nullable ItemId after, int limit) {
        Sifted sifted = sift(party, criteria, aim, after);
        Slice<Found> found = sifted.found();
        Slice<Found> page = Slice.cut(sifted.open(), limit);
        List<ItemId> shown =
                page.items().stream().map(row -> new ItemId(row.item())).toList();
        return new Results(
                lines(party, criteria, page.items(), shown, sifted.decoys(), sifted.known()),
                shown,
                Results.next(page, found),
                found.more(),
                Buckets.of(sifted.open().size()),
                found.more() ? List.of() : cells(sifted.cells()));
    }

    /** The versions in the lines that {@link #find} would show on all of its pages together, without opening any. */
    @Transactional(TxType.MANDATORY)
    Gathered gather(PartyId party, Criteria criteria, Aim aim) {
        Sifted sifted = sift(party, criteria, aim, null);
        // One more, as in lines: nothing found costs what something costs.
        Map<String, SubjectKeys> keys = vault.keysOf(
                Stream.concat(sifted.open().stream(), sifted.decoys().stream().limit(1))
                        .map(Found::item)
                        .distinct()
                        .toList());
        List<MaterialRef> versions = new ArrayList<>();
        for (Found row : sifted.open()) {
            ItemId item = new ItemId(row.item());
            SubjectKeys own = keys.get(row.item());
            // What was erased has no line, though the projection may know it still.
            if (own != null && own.holds(KeyUse.CONTENT)) {
                sifted.known().discover().permitted().getOrDefault(item, Set.of()).stream()
                        .sorted()
                        .forEach(version -> versions.add(new MaterialRef(item, version)));
            }
        }
        boolean more = sifted.found().more();
        return new Gathered(versions, more, !more && !cells(sifted.cells()).isEmpty());
    }

    private Sifted sift(PartyId party, Criteria criteria, Aim aim, @Nullable ItemId after) {
        scope.enterSystem();
        List<Found> decoys = candidates.firstOfEach();
        Set<PartyId> owners = owners(party, decoys);
        Slice<Found> found = Slice.cut(candidates.find(owners, criteria, after, MOST + 1), MOST);
        Known known = judge(party, aim, withDecoys(found.items(), decoys, owners));
        List<Found> open = new ArrayList<>();
        Map<Map.Entry<String, Optional<Integer>>, Long> cells = new LinkedHashMap<>();
        for (Found row : found.items()) {
            ItemId item = new ItemId(row.item());
            Current current = known.current().get(item);
            // What was corrected meanwhile is not found by what it said before.
            if (current == null
                    || current.revision() != row.revision()
                    || !known.discover().permitted().containsKey(item)) {
                continue;
            }
            if (known.inspect().whole().contains(item)) {
                if (criteria.text() == null || known.nameable().contains(item)) {
                    open.add(row);
                }
            } else if (!criteria.needsReading()) {
                Days days = Candidates.days(row);
                Optional<Integer> year = Optional.ofNullable(days == null ? null : days.year());
                if (criteria.dates() == null || year.isPresent()) {
                    cells.merge(Map.entry(row.kind(), year), 1L, Long::sum);
                }
            }
        }
        return new Sifted(found, open, cells, decoys, known);
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

    private Known judge(PartyId party, Aim aim, List<ItemId> items) {
        Map<ItemId, Current> current = records.current(items);
        List<MaterialRef> versions = items.stream()
                .flatMap(item -> IntStream.rangeClosed(
                                1,
                                Optional.ofNullable(current.get(item))
                                        .map(Current::versions)
                                        .orElse(0))
                        .mapToObj(version -> new MaterialRef(item, version)))
                .toList();
        Judged discover = decide(party, aim, Set.of(Action.DISCOVER), versions);
        Judged inspect = decide(party, aim, Set.of(Action.DISCOVER, Action.INSPECT), versions);
        return new Known(current, discover, inspect, nameable(items, current, discover));
    }

    private Judged decide(PartyId party, Aim aim, Set<Action> actions, Collection<MaterialRef> versions) {
        ReleaseAsk ask = new ReleaseAsk(
                null,
                party,
                aim.caseRef(),
                actions,
                aim.purposes(),
                aim.proceeding(),
                aim.places(),
                Set.of(Part.METADATA),
                aim.undertakings(),
                Set.of());
        return Judged.of(releases.decide(ask, versions, Map.of()));
    }

    /** Items behind which there is nobody who may not be named. A source that cannot be seen is somebody. */
    private Set<ItemId> nameable(List<ItemId> items, Map<ItemId, Current> current, Judged judged) {
        Map<ItemId, Set<SourceId>> behind = new LinkedHashMap<>();
        for (ItemId item : items) {
            Set<SourceId> all = new HashSet<>(judged.sources().getOrDefault(item, Set.of()));
            Optional.ofNullable(current.get(item)).flatMap(Current::source).ifPresent(all::add);
            behind.put(item, all);
        }
        Set<SourceId> everybody = new HashSet<>();
        behind.values().forEach(everybody::addAll);
        Map<SourceId, SourceKind> kinds = sources.kinds(everybody);
        Set<SourceId> unnamed = new HashSet<>(everybody);
        unnamed.removeIf(source -> kinds.containsKey(source) && kinds.get(source) != SourceKind.PERSON);
        unnamed.removeAll(namings.mayBeNamed(everybody));
        Set<ItemId> nameable = new HashSet<>();
        behind.forEach((item, all) -> {
            if (Collections.disjoint(all, unnamed)) {
                nameable.add(item);
            }
        });
        return nameable;
    }

    private List<Discovery.Line> lines(
            PartyId party, Criteria criteria, List<Found> page, List<ItemId> shown, List<Found> decoys, Known known) {
        Set<ItemId> opened = new HashSet<>(shown);
        // Opened as well, so that nothing found costs what something costs.
        decoys.stream().limit(1).forEach(row -> opened.add(new ItemId(row.item())));
        Map<ItemId, Described> described = opened.isEmpty() ? Map.of() : records.described(opened);
        List<Discovery.Line> lines = new ArrayList<>();
        for (Found row : page) {
            ItemId item = new ItemId(row.item());
            Described one = described.get(item);
            if (one != null) {
                lines.add(new Discovery.Line(
                        findings.name(party, item),
                        null,
                        List.copyOf(known.discover().permitted().getOrDefault(item, Set.of())),
                        one.metadata(),
                        known.nameable().contains(item) ? one.metadata().title() : null,
                        Candidates.match(criteria, row)));
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
