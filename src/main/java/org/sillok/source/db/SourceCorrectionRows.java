package org.sillok.source.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes corrections of sources in the caller's transaction and scope. */
@ApplicationScoped
public class SourceCorrectionRows implements PanacheRepositoryBase<SourceCorrectionRow, SourceCorrectionRow.Key> {
    /** Lets nobody else correct this source until the transaction ends: sources are never updated, so no row can be held. */
    public void hold(String source) {
        getEntityManager()
                .createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:source, 22)) as text)", String.class)
                .setParameter("source", "source/" + source)
                .getResultList();
    }

    /** Those of {@code sources} of which some correction, the newest or not, said that they are of this kind. */
    public List<String> everSaid(Collection<String> sources, String kind) {
        return sources.isEmpty()
                ? List.of()
                : list("key.source in ?1 and kind = ?2", sources, kind).stream()
                        .map(row -> row.key.source())
                        .toList();
    }

    /** The newest correction of each source that was corrected. */
    public Map<String, SourceCorrectionRow> newest(Collection<String> sources) {
        Map<String, SourceCorrectionRow> newest = new HashMap<>();
        if (!sources.isEmpty()) {
            // In this order the last one put for a source is its newest.
            list("key.source in ?1 order by key.revision", sources).forEach(row -> newest.put(row.key.source(), row));
        }
        return newest;
    }
}
