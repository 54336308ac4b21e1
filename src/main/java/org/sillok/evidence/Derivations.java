package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.db.DerivationRows;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.MaterialRef;

/** What was made from what, as decisions need it. Joins a scoped transaction and sees the rows of its scope only. */
@ApplicationScoped
public class Derivations {
    private static final int MOST_VERSIONS = 5_000;

    private final DerivationRows rows;

    Derivations(DerivationRows rows) {
        this.rows = rows;
    }

    /**
     * Versions and what each was made from. A parent that is not a key of {@code owners} could not be read.
     *
     * @param owners who deposited each version
     * @param parents for each of these versions what it was made from; empty for an original
     */
    public record Graph(Map<MaterialRef, PartyId> owners, Map<MaterialRef, List<MaterialRef>> parents) {
        public Graph {
            owners = Map.copyOf(owners);
            parents = Map.copyOf(parents);
        }
    }

    /** All versions of these items of {@code owner} with all their ancestors: one query, unless they are very many. */
    @Transactional(TxType.MANDATORY)
    public Graph of(PartyId owner, Collection<ItemId> items) {
        Map<MaterialRef, PartyId> owners = new HashMap<>();
        Map<MaterialRef, List<MaterialRef>> parents = new LinkedHashMap<>();
        if (!items.isEmpty()) {
            read(owner, List.copyOf(items), owners, parents);
        }
        return new Graph(owners, parents);
    }

    /**
     * What each of these versions, and each of their ancestors, was made from; an original is missing. As far as the scope
     * shows it. One query.
     */
    @Transactional(TxType.MANDATORY)
    public Map<MaterialRef, List<MaterialRef>> parentsOf(Collection<MaterialRef> versions) {
        Map<MaterialRef, List<MaterialRef>> parents = new HashMap<>();
        List<MaterialRef> wanted = versions.stream().distinct().toList();
        if (!wanted.isEmpty()) {
            rows.parents(
                            wanted.stream()
                                    .map(version -> version.item().value())
                                    .toList(),
                            wanted.stream().map(MaterialRef::version).toList())
                    .forEach(step -> parents.computeIfAbsent(
                                    new MaterialRef(new ItemId(step.item()), step.version()), none -> new ArrayList<>())
                            .add(new MaterialRef(new ItemId(step.parent()), step.parentVersion())));
        }
        return parents;
    }

    /** Who deposited each of these items, as far as they exist in the scope: one query. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, PartyId> owners(Collection<ItemId> items) {
        Map<ItemId, PartyId> owners = new TreeMap<>(Comparator.comparing(ItemId::value));
        rows.owners(items.stream().map(ItemId::value).toList())
                .forEach((item, owner) -> owners.put(new ItemId(item), new PartyId(owner)));
        return owners;
    }

    /** Holds these items, and so what is bound to them, against changes until the transaction ends, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public void hold(Collection<ItemId> items) {
        rows.hold(items.stream().map(ItemId::value).sorted().toList());
    }

    /**
     * Lets nobody decide about these items, or act on a decision about them, until the transaction ends: for whoever is about
     * to hold them back. In the order of their ids; waits for those who {@link #hold}.
     */
    @Transactional(TxType.MANDATORY)
    public void holdForChange(Collection<ItemId> items) {
        rows.holdForChange(items.stream().map(ItemId::value).sorted().toList());
    }

    /** Items that were deposited as those of this source, by id, as far as they exist in the scope. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> ofSource(SourceId source, int limit) {
        return rows.ofSource(source.value(), limit).stream().map(ItemId::new).toList();
    }

    /**
     * These items and all that were made from any version of them, directly or by way of others, in the order of their ids;
     * as far as they exist in the scope. One query.
     */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> madeFrom(Collection<ItemId> items) {
        return items.isEmpty() ? List.of() : ids(rows.madeFrom(texts(items)));
    }

    /** That something of {@code item} was made from something of {@code parent}, which is another item. */
    public record Made(ItemId parent, ItemId item) {}

    /** From which other items these were made, as far as the scope shows it. One query. */
    @Transactional(TxType.MANDATORY)
    public List<Made> steps(Collection<ItemId> items) {
        return items.isEmpty()
                ? List.of()
                : rows.steps(texts(items)).stream()
                        .map(step -> new Made(new ItemId(step.parent()), new ItemId(step.item())))
                        .toList();
    }

    /** The items whose metadata names this source, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> ofSource(SourceId source) {
        return ofSource(source, Integer.MAX_VALUE);
    }

    private static List<String> texts(Collection<ItemId> items) {
        return items.stream().map(ItemId::value).distinct().sorted().toList();
    }

    private static List<ItemId> ids(List<String> texts) {
        return texts.stream().map(ItemId::new).toList();
    }

    /** Ids of an owner's items after {@code last} (or from the first), in their order. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> itemsAfter(PartyId owner, @Nullable ItemId last, int limit) {
        return rows.itemsAfter(owner.value(), last == null ? "" : last.value(), limit).stream()
                .map(ItemId::new)
                .toList();
    }

    /** How many items an owner has. */
    @Transactional(TxType.MANDATORY)
    public long count(PartyId owner) {
        return rows.count(owner.value());
    }

    private void read(
            PartyId owner,
            List<ItemId> items,
            Map<MaterialRef, PartyId> owners,
            Map<MaterialRef, List<MaterialRef>> parents) {
        List<DerivationRows.Step> steps =
                rows.ancestry(owner.value(), items.stream().map(ItemId::value).toList(), MOST_VERSIONS + 1);
        boolean cut = steps.stream()
                        .map(step -> new MaterialRef(new ItemId(step.item()), step.version()))
                        .distinct()
                        .count()
                > MOST_VERSIONS;
        if (cut && items.size() > 1) {
            // One item with very many ancestors must not take away those of the others.
            int half = items.size() / 2;
            read(owner, items.subList(0, half), owners, parents);
            read(owner, items.subList(half, items.size()), owners, parents);
            return;
        }
        for (DerivationRows.Step step : steps) {
            MaterialRef ref = new MaterialRef(new ItemId(step.item()), step.version());
            String rowOwner = step.owner();
            if (rowOwner != null) {
                owners.put(ref, new PartyId(rowOwner));
            }
            List<MaterialRef> known = parents.computeIfAbsent(ref, none -> new ArrayList<>());
            String parent = step.parentItem();
            if (parent != null) {
                MaterialRef parentRef = new MaterialRef(new ItemId(parent), step.parentVersion());
                if (!known.contains(parentRef)) {
                    known.add(parentRef);
                }
            }
        }
    }
}
