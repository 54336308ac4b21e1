package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes notices in the caller's transaction and scope. */
@ApplicationScoped
public class NoticeRows implements PanacheRepositoryBase<NoticeRow, String> {
    public Optional<NoticeRow> ofOwner(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner).firstResultOptional();
    }

    /** A notice, and how many versions it has. */
    public record Known(String id, int versions) {}

    /** Those of this owner, in the order of their ids, after {@code id}. */
    public List<Known> ofOwnerAfter(String owner, String id, int limit) {
        return getEntityManager()
                .createQuery(
                        "select n.id, n.versions from NoticeRow n where n.ownerParty = :owner and n.id > :id order by n.id",
                        Object[].class)
                .setParameter("owner", owner)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new Known((String) row[0], (Integer) row[1]))
                .toList();
    }

    /** The same, holding the row against other changes until the transaction ends. */
    public Optional<NoticeRow> ofOwnerForUpdate(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Oldest first. */
    public List<NoticeRow> page(String owner, @Nullable Position after, int limit) {
        StringBuilder query = new StringBuilder("ownerParty = :owner");
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner));
        if (after != null) {
            query.append(" and (createdAt > :time or (createdAt = :time and id > :id))");
            values.put("time", after.time());
            values.put("id", after.id());
        }
        return find(query + " order by createdAt, id", values).page(0, limit).list();
    }

    public void add(NoticeVersionRow row) {
        getEntityManager().persist(row);
    }

    /** The versions of these notices, in the order of their numbers. */
    public List<NoticeVersionRow> versions(List<String> notices) {
        return getEntityManager()
                .createQuery(
                        "from NoticeVersionRow v where v.key.notice in :notices order by v.key.notice, v.key.number",
                        NoticeVersionRow.class)
                .setParameter("notices", notices)
                .getResultList();
    }

    /** One version of a notice of that owner. */
    public Optional<NoticeVersionRow> version(String owner, String notice, int number) {
        return Optional.ofNullable(
                        getEntityManager().find(NoticeVersionRow.class, new NoticeVersionRow.Key(notice, number)))
                .filter(row -> row.ownerParty.equals(owner));
    }
}
