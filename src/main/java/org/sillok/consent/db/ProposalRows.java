package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** Reads and writes proposals in the caller's transaction and scope. */
@ApplicationScoped
public class ProposalRows implements PanacheRepositoryBase<ConsentProposalRow, String> {
    /** A proposal about that subject. */
    public Optional<ConsentProposalRow> ofSubject(String id, String subject, String owner) {
        return find("id = ?1 and subject = ?2 and ownerParty = ?3", id, subject, owner)
                .firstResultOptional();
    }

    public Optional<ConsentRulingRow> ruling(String proposal) {
        return Optional.ofNullable(getEntityManager().find(ConsentRulingRow.class, proposal));
    }

    public void add(ConsentRulingRow row) {
        getEntityManager().persist(row);
    }

    /** Those that nobody has ruled on, oldest first. */
    public List<ConsentProposalRow> pending(
            String owner, @Nullable String subject, @Nullable Position after, int limit) {
        StringBuilder query = new StringBuilder("from ConsentProposalRow p where p.ownerParty = :owner"
                + " and not exists (select 1 from ConsentRulingRow r where r.proposal = p.id)");
        Map<String, Object> values = new HashMap<>(Map.of("owner", owner));
        if (subject != null) {
            query.append(" and p.subject = :subject");
            values.put("subject", subject);
        }
        if (after != null) {
            query.append(" and (p.proposedAt > :time or (p.proposedAt = :time and p.id > :id))");
            values.put("time", after.time());
            values.put("id", after.id());
        }
        return find(query + " order by p.proposedAt, p.id", values)
                .page(0, limit)
                .list();
    }
}
