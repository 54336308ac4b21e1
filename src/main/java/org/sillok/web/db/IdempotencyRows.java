package org.sillok.web.db;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;

/** Rows of {@code web_idempotency}, in the caller's transaction. */
@ApplicationScoped
public class IdempotencyRows {
    /** What a key stands for. */
    @SuppressWarnings("ArrayRecordComponent") // a value of this room only; compared with MessageDigest
    public record Row(byte[] fingerprint, String resource) {}

    private final EntityManager entities;

    IdempotencyRows(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<Row> find(String party, byte[] key, Instant newerThan) {
        return entities.unwrap(Session.class)
                .createNativeQuery(
                        "select fingerprint, resource from web_idempotency "
                                + "where party = ?1 and key_digest = ?2 and created_at > ?3",
                        Object[].class)
                .setParameter(1, party)
                .setParameter(2, key)
                .setParameter(3, newerThan)
                .getResultStream()
                .findFirst()
                .map(row -> new Row((byte[]) row[0], (String) row[1]));
    }

    /** Takes the key unless it is taken; waits for a transaction that is just taking it. An expired row gives way. */
    public boolean take(String party, byte[] key, Row row, Instant now, Instant expired) {
        return entities.createNativeQuery("insert into web_idempotency "
                                + "(party, key_digest, fingerprint, resource, created_at) values (?1, ?2, ?3, ?4, ?5) "
                                + "on conflict (party, key_digest) do update set fingerprint = excluded.fingerprint, "
                                + "resource = excluded.resource, created_at = excluded.created_at "
                                + "where web_idempotency.created_at <= ?6")
                        .setParameter(1, party)
                        .setParameter(2, key)
                        .setParameter(3, row.fingerprint())
                        .setParameter(4, row.resource())
                        .setParameter(5, now)
                        .setParameter(6, expired)
                        .executeUpdate()
                == 1;
    }

    /** Removes the rows of a resource and of parts of it. */
    public void forget(String resource) {
        entities.createNativeQuery("delete from web_idempotency where resource = ?1 or starts_with(resource, ?2)")
                .setParameter(1, resource)
                .setParameter(2, resource + "/")
                .executeUpdate();
    }

    public int sweep(Instant expired) {
        return entities.createNativeQuery("delete from web_idempotency where created_at <= ?1")
                .setParameter(1, expired)
                .executeUpdate();
    }
}
