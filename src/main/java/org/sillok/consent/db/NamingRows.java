package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads and writes naming decisions in the caller's transaction and scope. */
@ApplicationScoped
public class NamingRows implements PanacheRepositoryBase<NamingRow, NamingRow.Key> {
    /** Lets nobody else decide about this source until the transaction ends. */
    public void hold(String source) {
        getEntityManager()
                .createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:source, 20)) as text)", String.class)
                .setParameter("source", "naming/" + source)
                .getResultList();
    }

    /** All decisions about a source, in the order of their numbers. */
    public List<NamingRow> of(String source) {
        return find("key.source = ?1 order by key.number", source).list();
    }
}
