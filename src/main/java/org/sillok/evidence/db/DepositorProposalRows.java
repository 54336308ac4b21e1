package org.sillok.evidence.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes proposals of joint depositors. Every call runs in the caller's transaction and sees the rows of its scope only. */
@ApplicationScoped
public class DepositorProposalRows implements PanacheRepositoryBase<DepositorProposalRow, DepositorProposalRow.Key> {
    private static final String PENDING =
            " and not exists (select 1 from DepositorProposalEndRow e where e.key = p.key) ";

    /** All proposals about an item, in the order in which they were made. */
    public List<DepositorProposalRow> of(String item) {
        return list("key.item = ?1 order by proposedAt, key.party, key.number", item);
    }

    /** How those that ended did. */
    public Map<DepositorProposalRow.Key, DepositorProposalEndRow> ends(String item) {
        Map<DepositorProposalRow.Key, DepositorProposalEndRow> ends = new HashMap<>();
        getEntityManager()
                .createQuery("from DepositorProposalEndRow where key.item = :item", DepositorProposalEndRow.class)
                .setParameter("item", item)
                .getResultList()
                .forEach(end -> ends.put(end.key, end));
        return ends;
    }

    /** The one about {@code item} that {@code party} has not answered, if there is one. */
    public Optional<DepositorProposalRow> pending(String item, String party) {
        return getEntityManager()
                .createQuery(
                        "from DepositorProposalRow p where p.key.item = :item and p.key.party = :party" + PENDING,
                        DepositorProposalRow.class)
                .setParameter("item", item)
                .setParameter("party", party)
                .getResultStream()
                .findFirst();
    }

    /** Those that {@code party} has not answered, oldest first. */
    public List<DepositorProposalRow> pendingOf(String party, @Nullable Position after, int limit) {
        String beyond =
                after == null ? "" : " and (p.proposedAt > :time or (p.proposedAt = :time and p.key.item > :item))";
        var query = getEntityManager()
                .createQuery(
                        "from DepositorProposalRow p where p.key.party = :party" + PENDING + beyond
                                + " order by p.proposedAt, p.key.item",
                        DepositorProposalRow.class)
                .setParameter("party", party)
                .setMaxResults(limit);
        if (after != null) {
            query.setParameter("time", after.time()).setParameter("item", after.id());
        }
        return query.getResultList();
    }

    public void end(DepositorProposalEndRow row) {
        getEntityManager().persist(row);
        flush();
    }
}
