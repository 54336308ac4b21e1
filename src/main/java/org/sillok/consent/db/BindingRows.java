package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
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
