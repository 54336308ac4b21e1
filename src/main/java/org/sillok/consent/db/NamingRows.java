package org.sillok.consent.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes naming decisions in the caller's transaction and scope. */
@ApplicationScoped
public class NamingRows implements PanacheRepositoryBase<NamingRow, NamingRow.Key> {
    // Few places for all sources, because locks of this kind share a small table, and who reads may hold very many
    // sources.
    private static final int PLACES = 64;

    /** Lets nobody else decide about this source, or rely on what was decided, until the transaction ends. */
    public void hold(String source) {
        getEntityManager()
                .createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:source, 20)) as text)", String.class)
                .setParameter("source", place(source))
                .getResultList();
    }

    /** Lets nobody decide about these sources until the transaction ends; others may hold them so at the same time. */
    public void holdShared(Collection<String> sources) {
        String places =
                sources.stream().map(NamingRows::place).distinct().sorted().collect(Collectors.joining(","));
        getEntityManager()
                .createNativeQuery(
                        "select cast(pg_advisory_xact_lock_shared(hashtextextended(place, 20)) as text) from"
                                + " (select place from unnest(string_to_array(:places, ',')) as p (place)"
                                + " order by place collate \"C\" offset 0) as s",
                        String.class)
                .setParameter("places", places)
                .getResultList();
    }

    private static String place(String source) {
        return "naming/" + Math.floorMod(source.hashCode(), PLACES);
    }

    /** All decisions about a source, in the order of their numbers. */
    public List<NamingRow> of(String source) {
        return find("key.source = ?1 order by key.number", source).list();
    }
}
