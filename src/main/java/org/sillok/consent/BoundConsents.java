package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.db.BindingRows;
import org.sillok.consent.db.ConsentBindingRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Binding;
import org.sillok.terms.Consent;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Relation;

/**
 * Consents as decisions need them: to which versions they are bound, in the version and state that is recorded now. Each
 * call costs the same number of queries however many versions are asked for, and sees what the current scope may see.
 *
 * <p>A consent whose version cannot be read (its key is destroyed, or a later vocabulary wrote it) has a clause that forbids
 * everything. What waits for a second person does not count.
 */
@ApplicationScoped
public class BoundConsents {
    private final BindingRows bindings;
    private final ConsentRows consents;
    private final Instruments instruments;

    BoundConsents(BindingRows bindings, ConsentRows consents, Instruments instruments) {
        this.bindings = bindings;
        this.consents = consents;
        this.instruments = instruments;
    }

    /** The bindings of each version; a version without any has an empty list. */
    @Transactional(TxType.MANDATORY)
    public Map<MaterialRef, List<Binding>> of(Collection<MaterialRef> versions) {
        List<ConsentBindingRow> rows = rows(versions);
        Set<String> bound = consentsOf(rows);
        Map<String, Consent> byId = bound.isEmpty() ? Map.of() : instruments.of(bound);
        Map<String, List<ConsentBindingRow>> byItem = new HashMap<>();
        rows.forEach(row ->
                byItem.computeIfAbsent(row.item, none -> new ArrayList<>()).add(row));
        Map<MaterialRef, List<Binding>> all = new HashMap<>();
        for (MaterialRef version : versions) {
            List<Binding> one = byItem.getOrDefault(version.item().value(), List.of()).stream()
                    .filter(row -> isAbout(row, version))
                    .map(row -> binding(row, byId))
                    .toList();
            all.put(version, one);
        }
        return all;
    }

    /**
     * Holds every consent that is bound to one of these versions against changes until the transaction ends, in the order of
     * their ids, and says which. For who has to decide and act in one transaction; call it before {@link #of}.
     */
    @Transactional(TxType.MANDATORY)
    public Set<String> hold(Collection<MaterialRef> versions) {
        Set<String> bound = consentsOf(rows(versions));
        if (!bound.isEmpty()) {
            consents.hold(bound);
        }
        return bound;
    }

    /**
     * Holds these consents against changes until the transaction ends, in the order of their ids, and says which of them
     * forbid everything by now. For who goes on with a decision that was made in another transaction.
     */
    @Transactional(TxType.MANDATORY)
    public Set<String> holdAndFindStopped(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        consents.hold(ids);
        return instruments.standings(Set.copyOf(ids)).entrySet().stream()
                .filter(one -> one.getValue().stops())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The ids of the consents that are bound to these versions now. */
    @Transactional(TxType.MANDATORY)
    public Set<String> bound(Collection<MaterialRef> versions) {
        return consentsOf(rows(versions));
    }

    /** Items with a binding to a consent, by id. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> itemsOf(ConsentId consent, @Nullable ItemId after, int limit) {
        return bindings.itemsOf(consent.value(), after == null ? null : after.value(), limit).stream()
                .map(ItemId::new)
                .toList();
    }

    /** Items that are bound to a source itself, or to a consent of it, by id. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> itemsOf(SourceId source, int limit) {
        return bindings.itemsOfSource(source.value(), limit).stream()
                .map(ItemId::new)
                .toList();
    }

    /** All items with a binding to one of these consents or to that public source, in the order of their ids. */
    @Transactional(TxType.MANDATORY)
    public List<ItemId> itemsOf(Collection<ConsentId> consents, @Nullable SourceId source) {
        return bindings
                .itemsOf(consents.stream().map(ConsentId::value).toList(), source == null ? "" : source.value())
                .stream()
                .map(ItemId::new)
                .toList();
    }

    /** Items whose binding to one of these consents, or to that public source, was removed, and when. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, Instant> removedFrom(Collection<ConsentId> consents, @Nullable SourceId source) {
        Map<ItemId, Instant> removed = new HashMap<>();
        bindings.removed(consents.stream().map(ConsentId::value).toList(), source == null ? "" : source.value())
                .forEach(row -> removed.put(new ItemId(row.item()), row.at()));
        return removed;
    }

    private List<ConsentBindingRow> rows(Collection<MaterialRef> versions) {
        Set<String> items = new LinkedHashSet<>();
        versions.forEach(version -> items.add(version.item().value()));
        return items.isEmpty() ? List.of() : bindings.inForce(items);
    }

    private static Set<String> consentsOf(List<ConsentBindingRow> rows) {
        Set<String> ids = new TreeSet<>();
        for (ConsentBindingRow row : rows) {
            String consent = row.consent;
            if (consent != null) {
                ids.add(consent);
            }
        }
        return ids;
    }

    private static boolean isAbout(ConsentBindingRow row, MaterialRef version) {
        Integer only = row.version;
        return only == null || only == version.version();
    }

    private static Binding binding(ConsentBindingRow row, Map<String, Consent> byId) {
        Relation relation = Relation.valueOf(row.relation);
        return row.consent == null
                ? new Binding.ToPublicSource(relation, new SourceId(Objects.requireNonNull(row.source)))
                : new Binding.ToConsent(relation, Objects.requireNonNull(byId.get(row.consent)));
    }
}
