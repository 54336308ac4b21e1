package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes bindings in the caller's transaction and scope. */
@ApplicationScoped
public class BindingRows implements PanacheRepositoryBase<ConsentBindingRow, String> {
    private static final String IN_FORCE = " and not exists (select 1 from consent_unbinding u where u.binding = b.id)";

    /** The bindings of these items that were not removed, oldest first. One query however many there are. */
    @SuppressWarnings("unchecked")
    public List<ConsentBindingRow> inForce(Collection<String> items) {
        return getEntityManager()
                .createNativeQuery(
                        "select b.* from consent_binding b where b.item = any(:items)" + IN_FORCE
                                + " order by b.item, b.recorded_at, b.id",
                        ConsentBindingRow.class)
                .setParameter("items", items.toArray(String[]::new))
                .getResultList();
    }

    /** All bindings of an item with what removed them, oldest first. */
    public List<ConsentBindingRow> ofItem(String item) {
        return find("item = ?1 order by recordedAt, id", item).list();
    }

    /** Items with a binding to the consent that was not removed. */
    @SuppressWarnings("unchecked")
    public List<String> itemsOf(String consent, @Nullable String after, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        "select distinct b.item from consent_binding b where b.consent = :consent and b.item > :after"
                                + IN_FORCE + " order by b.item limit :limit",
                        String.class)
                .setParameter("consent", consent)
                .setParameter("after", after == null ? "" : after)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Items with a binding to the source, or to a consent of it, that was not removed. */
    @SuppressWarnings("unchecked")
    public List<String> itemsOfSource(String source, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        "select distinct b.item from consent_binding b left join consent_consent c on c.id = b.consent"
                                + " where (b.source = :source or c.source = :source)" + IN_FORCE
                                + " order by b.item limit :limit",
                        String.class)
                .setParameter("source", source)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Items with a binding to one of these consents, or to this public source, that was not removed; no source has an empty id. */
    @SuppressWarnings("unchecked")
    public List<String> itemsOf(Collection<String> consents, String source) {
        return getEntityManager()
                .createNativeQuery(
                        "select distinct b.item from consent_binding b where (b.consent = any(:consents)"
                                + " or b.source = :source)" + IN_FORCE + " order by b.item",
                        String.class)
                .setParameter("consents", consents.toArray(String[]::new))
                .setParameter("source", source)
                .getResultList();
    }

    /** An item, and when the last of its bindings in question was removed. */
    public record Removed(String item, Instant at) {}

    /** Items with a binding to one of these consents, or to this public source, that was removed; no source has an empty id. */
    public List<Removed> removed(Collection<String> consents, String source) {
        List<String> named = new ArrayList<>(consents);
        // No consent has an empty id, either: the list of a query is never empty.
        named.add("");
        return getEntityManager()
                .createQuery(
                        "select b.item, max(u.recordedAt) from ConsentBindingRow b, ConsentUnbindingRow u"
                                + " where u.binding = b.id and (b.consent in :consents or b.source = :source)"
                                + " group by b.item order by b.item",
                        Object[].class)
                .setParameter("consents", named)
                .setParameter("source", source)
                .getResultList()
                .stream()
                .map(row -> new Removed((String) row[0], (Instant) row[1]))
                .toList();
    }

    public Optional<ConsentUnbindingRow> unbinding(String binding) {
        return Optional.ofNullable(getEntityManager().find(ConsentUnbindingRow.class, binding));
    }

    public void add(ConsentUnbindingRow row) {
        getEntityManager().persist(row);
    }

    /** What removed bindings of this item. */
    public List<ConsentUnbindingRow> unbindings(String item) {
        return getEntityManager()
                .createQuery(
                        "select u from ConsentUnbindingRow u, ConsentBindingRow b where u.binding = b.id and b.item = :item",
                        ConsentUnbindingRow.class)
                .setParameter("item", item)
                .getResultList();
    }
}
