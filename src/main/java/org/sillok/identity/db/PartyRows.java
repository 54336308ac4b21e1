package org.sillok.identity.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes parties in the caller's transaction. */
@ApplicationScoped
public class PartyRows implements PanacheRepositoryBase<PartyRow, String> {
    /** The repository's own party, once it exists. */
    public Optional<PartyRow> repository() {
        return find("repository").firstResultOptional();
    }

    /** Makes all transactions that ask for it wait for each other, until the end of the current one. */
    public void lockBootstrap() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('sillok.identity.bootstrap'))")
                .getResultList();
    }

    /** Oldest first. */
    public List<PartyRow> page(@Nullable Position after, int limit) {
        return (after == null
                        ? find("order by createdAt, id")
                        : find(
                                "createdAt > ?1 or (createdAt = ?1 and id > ?2) order by createdAt, id",
                                after.time(),
                                after.id()))
                .page(0, limit)
                .list();
    }
}
