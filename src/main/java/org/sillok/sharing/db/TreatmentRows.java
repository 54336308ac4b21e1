package org.sillok.sharing.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes treatments in the caller's transaction and scope. */
@ApplicationScoped
public class TreatmentRows implements PanacheRepositoryBase<TreatmentRow, String> {
    /** Oldest first. */
    public List<TreatmentRow> ofVersion(String item, int version, String owner) {
        return list("item = ?1 and version = ?2 and ownerParty = ?3 order by proposedAt, id", item, version, owner);
    }

    /** Holds the row against other changes until the transaction ends. */
    public Optional<TreatmentRow> forUpdate(String id, String item, int version, String owner) {
        return find("id = ?1 and item = ?2 and version = ?3 and ownerParty = ?4", id, item, version, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** What counts for versions of these items: approved and not revoked. */
    public List<TreatmentRow> inEffect(Collection<String> items) {
        return items.isEmpty() ? List.of() : list("item in ?1 and approvedBy is not null and revokedBy is null", items);
    }
}
