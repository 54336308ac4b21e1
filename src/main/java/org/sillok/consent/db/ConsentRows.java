package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes consents, their versions and events in the caller's transaction and scope. */
@ApplicationScoped
public class ConsentRows implements PanacheRepositoryBase<ConsentRow, String> {
    public Optional<ConsentRow> ofOwner(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner).firstResultOptional();
    }

    /** Ids of those of this owner, in their order, after {@code id}. */
    public List<String> ofOwnerAfter(String owner, String id, int limit) {
        return getEntityManager()
                .createQuery(
                        "select c.id from ConsentRow c where c.ownerParty = :owner and c.id > :id order by c.id",
                        String.class)
                .setParameter("owner", owner)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The same, holding the row against other changes until the transaction ends. */
    public Optional<ConsentRow> ofOwnerForUpdate(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Holds these rows in the order of their ids against whoever decides with them or changes them, too. */
    public void take(Collection<String> consents) {
        getEntityManager()
                .createNativeQuery("select id from consent_consent where id = any(:consents) order by id for update")
                .setParameter("consents", consents.toArray(String[]::new))
                .getResultList();
    }

    /** A row as it is now, also if it was read before it was held. */
    public Optional<ConsentRow> fresh(String id) {
        Optional<ConsentRow> row = findByIdOptional(id);
        row.ifPresent(getEntityManager()::refresh);
        return row;
    }

    /** The ids of the consents of a source, in their order. */
    public List<String> ofSource(String source) {
        return getEntityManager()
                .createQuery("select c.id from ConsentRow c where c.source = :source order by c.id", String.class)
                .setParameter("source", source)
                .getResultList();
    }

    /** Oldest first. */
    public List<ConsentRow> page(
            String owner, @Nullable String source, @Nullable String state, @Nullable Position after, int limit) {
        StringBuilder query = new StringBuilder("ownerParty = :owner");
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner));
        if (source != null) {
            query.append(" and source = :source");
            values.put("source", source);
        }
        if (state != null) {
            query.append(" and state = :state");
            values.put("state", state);
        }
        if (after != null) {
            query.append(" and (createdAt > :time or (createdAt = :time and id > :id))");
            values.put("time", after.time());
            values.put("id", after.id());
        }
        return find(query + " order by createdAt, id", values).page(0, limit).list();
    }

    /** Those with something to come in that month or before. */
    public List<ConsentRow> due(String owner, LocalDate month) {
        return find("ownerParty = ?1 and dueMonth <= ?2", owner, month).list();
    }

    /** The same of all organisations, in the order of the ids, after {@code last}. */
    public List<ConsentRow> dueAfter(String last, LocalDate month, int limit) {
        return find("dueMonth <= ?1 and id > ?2 order by id", month, last)
                .page(0, limit)
                .list();
    }

    public void add(ConsentVersionRow row) {
        getEntityManager().persist(row);
    }

    public void add(ConsentEventRow row) {
        getEntityManager().persist(row);
    }

    public Optional<ConsentVersionRow> version(String consent, int number) {
        return Optional.ofNullable(
                getEntityManager().find(ConsentVersionRow.class, new ConsentVersionRow.Key(consent, number)));
    }

    public List<ConsentVersionRow> versions(String consent) {
        return getEntityManager()
                .createQuery(
                        "from ConsentVersionRow v where v.key.consent = :consent order by v.key.number",
                        ConsentVersionRow.class)
                .setParameter("consent", consent)
                .getResultList();
    }

    /** The events of each of these consents, in the order of their numbers. One query however many there are. */
    @SuppressWarnings("unchecked")
    public List<ConsentEventRow> events(Collection<String> consents) {
        return getEntityManager()
                .createNativeQuery(
                        "select * from consent_event where consent = any(:consents) order by consent, number",
                        ConsentEventRow.class)
                .setParameter("consents", consents.toArray(String[]::new))
                .getResultList();
    }

    /** These consents. One query however many there are. */
    @SuppressWarnings("unchecked")
    public List<ConsentRow> all(Collection<String> consents) {
        return getEntityManager()
                .createNativeQuery("select * from consent_consent where id = any(:consents)", ConsentRow.class)
                .setParameter("consents", consents.toArray(String[]::new))
                .getResultList();
    }

    /** The named version of each of these consents. One query however many there are. */
    @SuppressWarnings("unchecked")
    public List<ConsentVersionRow> versions(Map<String, Integer> numbers) {
        return getEntityManager()
                .createNativeQuery(
                        "select v.* from unnest(cast(:consents as text[]), cast(:numbers as integer[])) as w(consent, number)"
                                + " join consent_version v on v.consent = w.consent and v.number = w.number",
                        ConsentVersionRow.class)
                .setParameter("consents", numbers.keySet().toArray(String[]::new))
                .setParameter("numbers", numbers.values().toArray(Integer[]::new))
                .getResultList();
    }

    /** Holds these consents against changes until the transaction ends, in the order of their ids. */
    public void hold(Collection<String> consents) {
        getEntityManager()
                .createNativeQuery("select id from consent_consent where id = any(:consents) order by id for share")
                .setParameter("consents", consents.toArray(String[]::new))
                .getResultList();
    }
}
