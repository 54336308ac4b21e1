package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sillok.bundle.core.BundleState;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.identity.Caller;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.terms.MaterialRef;

/**
 * Bundles as rooms need them that deal with what becomes of material afterwards. Joins their transactions. What is said of
 * many is said in the system's scope, and nothing of it is recorded as a look: whoever calls has checked who asks.
 */
@ApplicationScoped
public class BundlesOnRecord {
    private final BundleRows bundles;
    private final BundleItemRows lines;
    private final BundleAccess access;

    BundlesOnRecord(BundleRows bundles, BundleItemRows lines, BundleAccess access) {
        this.bundles = bundles;
        this.lines = lines;
        this.access = access;
    }

    /** A bundle, and as what the caller sees it. */
    public record Seen(BundleOnRecord bundle, BundleViewpoint viewpoint) {}

    /** The bundle, if the caller acts for who receives it; otherwise it is refused as elsewhere, and that is recorded. */
    @Transactional(TxType.MANDATORY)
    public Outcome<BundleOnRecord> received(Caller caller, String action, String id) {
        return access.received(caller, action, id).map(seen -> onRecord(seen.head()));
    }

    /** The bundle as the caller sees it; otherwise it is refused as elsewhere, and that is recorded. */
    @Transactional(TxType.MANDATORY)
    public Outcome<Seen> seen(Caller caller, String action, String id) {
        Optional<BundleAccess.Seen> seen = access.see(caller, id);
        return seen.isEmpty()
                ? access.denied(caller, action, id)
                : Outcome.done(new Seen(onRecord(seen.get().head()), seen.get().viewpoint()));
    }

    /** The refusal of somebody who sees the bundle but may not do that; recorded. */
    @Transactional(TxType.MANDATORY)
    public <T> Outcome<T> forbidden(Caller caller, String action, String id) {
        return access.denied(caller, action, id, ProblemCode.FORBIDDEN);
    }

    /** Those of these that exist, by id. One query. */
    @Transactional(TxType.MANDATORY)
    public Map<BundleId, BundleOnRecord> of(Collection<BundleId> ids) {
        Map<BundleId, BundleOnRecord> found = new TreeMap<>(Comparator.comparing(BundleId::value));
        if (!ids.isEmpty()) {
            bundles.all(ids.stream().map(BundleId::value).toList())
                    .forEach(head -> found.put(new BundleId(head.id()), onRecord(head)));
        }
        return found;
    }

    /** A version in a bundle, and whose it is. */
    public record Held(MaterialRef version, PartyId holder) {}

    /** Which versions stand under these numbers of a bundle; a number that it does not have is missing. */
    @Transactional(TxType.MANDATORY)
    public Map<Integer, Held> numbered(BundleId id, Collection<Integer> numbers) {
        Map<Integer, Held> found = new TreeMap<>();
        if (!numbers.isEmpty()) {
            lines.numbered(id.value(), numbers)
                    .forEach(line -> found.put(
                            line.number(),
                            new Held(
                                    new MaterialRef(new ItemId(line.item()), line.version()),
                                    new PartyId(line.holder()))));
        }
        return found;
    }

    /** Under which numbers these versions stand in each of these bundles; a bundle without any is missing. One query. */
    @Transactional(TxType.MANDATORY)
    public Map<BundleId, Set<Integer>> numbersOf(Map<BundleId, Set<MaterialRef>> versions) {
        Map<BundleId, Set<Integer>> numbers = new TreeMap<>(Comparator.comparing(BundleId::value));
        if (!versions.isEmpty()) {
            lines.among(
                            versions.keySet().stream().map(BundleId::value).toList(),
                            versions.values().stream()
                                    .flatMap(Set::stream)
                                    .map(version -> version.item().value())
                                    .collect(Collectors.toSet()))
                    .forEach(line -> {
                        BundleId bundle = new BundleId(line.bundle());
                        if (versions.getOrDefault(bundle, Set.of())
                                .contains(new MaterialRef(new ItemId(line.item()), line.version()))) {
                            numbers.computeIfAbsent(bundle, none -> new TreeSet<>())
                                    .add(line.number());
                        }
                    });
        }
        return numbers;
    }

    /** Under which numbers of a bundle material of that holder stands. */
    @Transactional(TxType.MANDATORY)
    public List<Integer> numbersOf(BundleId id, PartyId holder) {
        return lines.numbers(id.value(), holder.value());
    }

    /** Whose material is in it. */
    @Transactional(TxType.MANDATORY)
    public List<PartyId> holders(BundleId id) {
        return lines.holders(id.value()).stream().map(PartyId::new).toList();
    }

    /** The jobs that seal something for these requests now. */
    @Transactional(TxType.MANDATORY)
    public List<String> sealing(Collection<RequestId> requests) {
        return requests.isEmpty()
                ? List.of()
                : bundles.sealing(requests.stream().map(RequestId::value).toList());
    }

    private static BundleOnRecord onRecord(BundleRows.Bundle head) {
        return new BundleOnRecord(
                new BundleId(head.id()),
                new PartyId(head.recipient()),
                BundleState.valueOf(head.state()),
                head.sealedAt(),
                head.deliveredAt(),
                head.acknowledgedAt());
    }
}
