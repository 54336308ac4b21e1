package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.sillok.consent.Namings;
import org.sillok.discovery.core.Aim;
import org.sillok.discovery.db.EntryRows.Found;
import org.sillok.evidence.ItemRecords;
import org.sillok.evidence.ItemRecords.Current;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.sharing.Releases;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.Action;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;

/** Decides what a recipient may know of items that others deposited. Joins a transaction in the system's scope. */
@ApplicationScoped
class Judging {
    private final ItemRecords records;
    private final Releases releases;
    private final Sources sources;
    private final Namings namings;

    Judging(ItemRecords records, Releases releases, Sources sources, Namings namings) {
        this.records = records;
        this.releases = releases;
        this.sources = sources;
        this.namings = namings;
    }

    /** What is known of candidates when it is decided what to show. */
    record Known(Map<ItemId, Current> current, Judged discover, Judged inspect, Set<ItemId> nameable) {
        /** Some version may be discovered, and the row says what is said now: what was corrected is not found by what it said. */
        boolean isDiscoverable(Found row) {
            ItemId item = new ItemId(row.item());
            Current now = current.get(item);
            return now != null
                    && now.revision() == row.revision()
                    && discover.permitted().containsKey(item);
        }
    }

    @Transactional(TxType.MANDATORY)
    Known of(PartyId party, Aim aim, List<ItemId> items) {
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
}
