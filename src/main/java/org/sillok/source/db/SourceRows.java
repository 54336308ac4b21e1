package org.sillok.source.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes sources in the caller's transaction and scope. */
@ApplicationScoped
public class SourceRows implements PanacheRepositoryBase<SourceRow, String> {
    public Optional<SourceRow> ofOwner(String id, String owner) {
        return find("id = ?1 and ownerParty = ?2", id, owner).firstResultOptional();
    }

    public boolean pseudonymTaken(String owner, String pseudonym) {
        return count("ownerParty = ?1 and pseudonym = ?2", owner, pseudonym) > 0;
    }

    /** Ids of sources, in their order, after {@code id}. */
    public List<String> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list().stream()
                .map(row -> row.id)
                .toList();
    }

    /** Ids of sources of this owner, in their order, after {@code id}. */
    public List<String> ofOwnerAfter(String owner, String id, int limit) {
        return getEntityManager()
                .createQuery(
                        "select s.id from SourceRow s where s.ownerParty = :owner and s.id > :id order by s.id",
                        String.class)
                .setParameter("owner", owner)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Oldest first. */
    public List<SourceRow> page(String owner, @Nullable String kind, @Nullable Position after, int limit) {
        StringBuilder query = new StringBuilder("from SourceRow s where s.ownerParty = :owner");
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner));
        if (kind != null) {
            // What it is by its newest correction, if it was corrected.
            query.append(
                    " and coalesce((select c.kind from SourceCorrectionRow c where c.key.source = s.id and c.key.revision ="
                            + " (select max(d.key.revision) from SourceCorrectionRow d where d.key.source = s.id)), s.kind) = :kind");
            values.put("kind", kind);
        }
        if (after != null) {
            query.append(" and (s.createdAt > :time or (s.createdAt = :time and s.id > :id))");
            values.put("time", after.time());
            values.put("id", after.id());
        }
        return find(query + " order by s.createdAt, s.id", values)
                .page(0, limit)
                .list();
    }
}
