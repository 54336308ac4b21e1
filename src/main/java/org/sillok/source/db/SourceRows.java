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

    /** Oldest first. */
    public List<SourceRow> page(String owner, @Nullable String kind, @Nullable Position after, int limit) {
        StringBuilder query = new StringBuilder("ownerParty = :owner");
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner));
        if (kind != null) {
            query.append(" and kind = :kind");
            values.put("kind", kind);
        }
        if (after != null) {
            query.append(" and (createdAt > :time or (createdAt = :time and id > :id))");
            values.put("time", after.time());
            values.put("id", after.id());
        }
        return find(query + " order by createdAt, id", values).page(0, limit).list();
    }
}
