package org.sillok.custody.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads streams, and keeps reading sessions. Every call runs in the caller's transaction and sees the rows of its scope only. */
@ApplicationScoped
public class Streams implements PanacheRepositoryBase<StreamRow, String> {
    public Optional<StreamRow> of(String kind, String subject) {
        return find("kind = ?1 and subject = ?2", kind, subject).firstResultOptional();
    }

    /** All statements of a stream, oldest first. */
    public List<StatementRow> statements(String stream) {
        return getEntityManager()
                .createQuery("from StatementRow s where s.key.stream = :stream order by s.key.seq", StatementRow.class)
                .setParameter("stream", stream)
                .getResultList();
    }

    /** At most {@code limit} statements of a stream from number {@code from} on, in order. */
    public List<StatementRow> statements(String stream, long from, int limit) {
        return getEntityManager()
                .createQuery(
                        "from StatementRow s where s.key.stream = :stream and s.key.seq >= :from order by s.key.seq",
                        StatementRow.class)
                .setParameter("stream", stream)
                .setParameter("from", from)
                .setMaxResults(limit)
                .getResultList();
    }

    public Optional<StatementRow> statement(byte[] digest) {
        return getEntityManager()
                .createQuery("from StatementRow s where s.digest = :digest", StatementRow.class)
                .setParameter("digest", digest)
                .getResultStream()
                .findFirst();
    }

    /** Those of these statements that exist: one query. */
    public List<StatementRow> withDigests(List<byte[]> digests) {
        return getEntityManager()
                .createQuery("from StatementRow s where s.digest in :digests", StatementRow.class)
                .setParameter("digests", digests)
                .getResultList();
    }

    /**
     * Whether a reading session is open; opens one until {@code until} if not. Of two callers at once one opens it.
     *
     * @return true if it was open before
     */
    public boolean continueReading(
            String party, String actor, String target, String event, String purpose, Instant now, Instant until) {
        return getEntityManager()
                        .createNativeQuery(
                                "insert into custody_reading (party, actor, target, event, purpose, expires_at)"
                                        + " values (:party, :actor, :target, :event, :purpose, :until)"
                                        + " on conflict (party, actor, target, event, purpose)"
                                        + " do update set expires_at = excluded.expires_at where custody_reading.expires_at <= :now")
                        .setParameter("party", party)
                        .setParameter("actor", actor)
                        .setParameter("target", target)
                        .setParameter("event", event)
                        .setParameter("purpose", purpose)
                        .setParameter("now", now)
                        .setParameter("until", until)
                        .executeUpdate()
                == 0;
    }

    /** Whether a reading session goes on. It becomes no longer by this. */
    public boolean isReading(String party, String actor, String target, String event, String purpose, Instant now) {
        return !getEntityManager()
                .createNativeQuery("select 1 from custody_reading where party = :party and actor = :actor"
                        + " and target = :target and event = :event and purpose = :purpose and expires_at > :now")
                .setParameter("party", party)
                .setParameter("actor", actor)
                .setParameter("target", target)
                .setParameter("event", event)
                .setParameter("purpose", purpose)
                .setParameter("now", now)
                .getResultList()
                .isEmpty();
    }

    /** Forgets sessions that ended. */
    public int forgetReadings(Instant endedBefore) {
        return getEntityManager()
                .createNativeQuery("delete from custody_reading where expires_at < :before")
                .setParameter("before", endedBefore)
                .executeUpdate();
    }
}
