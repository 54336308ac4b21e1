package org.sillok.evidence.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Reads and writes joint depositors. Every call runs in the caller's transaction and sees the rows of its scope only. */
@ApplicationScoped
public class JointDepositorRows implements PanacheRepositoryBase<JointDepositorRow, JointDepositorRow.Key> {
    /** Those of all of {@code items}, by item and then in the order in which they were recorded. */
    @SuppressWarnings("unchecked")
    public List<JointDepositorRow> of(Collection<String> items) {
        // One array: items may be more than a statement can have parameters.
        return getEntityManager()
                .createNativeQuery(
                        "select d.* from evidence_joint_depositor d where d.item = any(:items)"
                                + " order by d.item, d.recorded_at, d.party",
                        JointDepositorRow.class)
                .setParameter("items", items.toArray(String[]::new))
                .getResultList();
    }
}
