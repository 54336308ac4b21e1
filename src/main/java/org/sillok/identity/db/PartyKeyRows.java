package org.sillok.identity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.UserId;

/** Reads and writes keys of parties in the caller's transaction. A key's state is which rows exist about it. */
@ApplicationScoped
public class PartyKeyRows {
    private static final String KEYS = "select k.id, k.party, k.key_use, k.spki, k.registered_at, k.registered_by,"
            + " c.confirmed_at, c.confirmed_by, r.revoked_at, r.revoked_by, k.certificate_sha256, k.not_before, k.not_after,"
            + " k.certificate from identity_party_key k"
            + " left join identity_party_key_confirmed c on c.key = k.id"
            + " left join identity_party_key_revoked r on r.key = k.id ";
    private static final String ADD = "insert into identity_party_key"
            + " (id, party, key_use, spki, registered_at, registered_by, certificate_sha256, not_before, not_after,"
            + " certificate) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing";

    /** A key as it is stored, whatever that is. */
    @SuppressWarnings("ArrayRecordComponent") // on its way to be checked; nobody compares it
    public record Stored(
            String id,
            String party,
            String use,
            byte[] spki,
            @Nullable StoredStep confirmed,
            @Nullable StoredStep revoked,
            byte @Nullable [] fingerprint,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            byte @Nullable [] sealed) {}

    /** Who, and when. */
    public record StoredStep(Instant at, String by) {}

    /** A key with its certificate, which is sealed. */
    public record Certified(PartyKey key, Bytes sealed) {}

    private final DataSource pool;

    public PartyKeyRows(DataSource pool) {
        this.pool = pool;
    }

    /**
     * Whether it was added; not if the party has or had this key, for whichever use. Whether another has it is asked before.
     *
     * @param sealed its certificate, if it comes with one
     */
    public boolean add(PartyKey key, @Nullable Bytes sealed) {
        PartyKey.Certificate certificate = key.certificate();
        return run(ADD, insert -> {
            insert.setString(1, key.id().value());
            insert.setString(2, key.party().value());
            insert.setString(3, key.use().name());
            insert.setBytes(4, key.spki().toArray());
            insert.setTimestamp(5, Timestamp.from(key.registered().at()));
            insert.setString(6, key.registered().by().value());
            insert.setBytes(
                    7, certificate == null ? null : certificate.fingerprint().toArray());
            insert.setTimestamp(8, certificate == null ? null : Timestamp.from(certificate.notBefore()));
            insert.setTimestamp(9, certificate == null ? null : Timestamp.from(certificate.notAfter()));
            insert.setBytes(10, sealed == null ? null : sealed.toArray());
            return insert.executeUpdate() == 1;
        });
    }

    /** Lets nobody else take a step about this key, by its id or what it is, until the transaction ends. */
    public void hold(String id) {
        run("select pg_advisory_xact_lock(hashtextextended(?, 21))", select -> {
            select.setString(1, "key/" + id);
            return select.execute();
        });
    }

    /** Whether another party has or had this key, for whichever use. */
    public boolean hasAnother(PartyId party, Bytes spki) {
        return run("select 1 from identity_party_key where spki = ? and party <> ? limit 1", select -> {
            select.setBytes(1, spki.toArray());
            select.setString(2, party.value());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        });
    }

    /** Whether it was this call that confirmed. */
    public boolean confirm(PartyKeyId key, PartyKey.Step step) {
        return step(
                "insert into identity_party_key_confirmed (key, confirmed_at, confirmed_by) values (?, ?, ?)",
                key,
                step);
    }

    /** Whether it was this call that revoked. */
    public boolean revoke(PartyKeyId key, PartyKey.Step step) {
        return step("insert into identity_party_key_revoked (key, revoked_at, revoked_by) values (?, ?, ?)", key, step);
    }

    private boolean step(String sql, PartyKeyId key, PartyKey.Step step) {
        return run(sql + " on conflict do nothing", insert -> {
            insert.setString(1, key.value());
            insert.setTimestamp(2, Timestamp.from(step.at()));
            insert.setString(3, step.by().value());
            return insert.executeUpdate() == 1;
        });
    }

    public Optional<PartyKey> find(String party, String id) {
        if (!Ids.isWellFormed(PartyId.PREFIX, party) || !Ids.isWellFormed(PartyKeyId.PREFIX, id)) {
            return Optional.empty();
        }
        return select("where k.party = ? and k.id = ?", select -> {
                    select.setString(1, party);
                    select.setString(2, id);
                })
                .stream()
                .findFirst();
    }

    /** Oldest first. */
    public List<PartyKey> ofParty(String party) {
        return select("where k.party = ? order by k.registered_at, k.id", select -> select.setString(1, party));
    }

    /** Those that come with a certificate, newest first. */
    public List<Certified> certified(String party) {
        return select(
                "where k.party = ? and k.certificate is not null order by k.registered_at desc, k.id desc",
                select -> select.setString(1, party),
                row -> new Certified(key(row), Bytes.of(row.getBytes(14))));
    }

    public Optional<Certified> certified(String party, PartyKeyId id) {
        return certified(party).stream()
                .filter(row -> row.key().id().equals(id))
                .findFirst();
    }

    /** Oldest first. */
    public List<PartyKey> page(String party, @Nullable Position after, int limit) {
        if (after == null) {
            return select("where k.party = ? order by k.registered_at, k.id limit ?", select -> {
                select.setString(1, party);
                select.setInt(2, limit);
            });
        }
        return select(
                "where k.party = ? and (k.registered_at, k.id) > (?, ?) order by k.registered_at, k.id limit ?",
                select -> {
                    select.setString(1, party);
                    select.setTimestamp(2, Timestamp.from(after.time()));
                    select.setString(3, after.id());
                    select.setInt(4, limit);
                });
    }

    /** In the order of their ids, not even parsed. */
    public List<Stored> storedAfter(String id, int limit) {
        return run(KEYS + "where k.id > ? order by k.id limit ?", select -> {
            select.setString(1, id);
            select.setInt(2, limit);
            List<Stored> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new Stored(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBytes(4),
                            storedStep(row.getTimestamp(7), row.getString(8)),
                            storedStep(row.getTimestamp(9), row.getString(10)),
                            row.getBytes(11),
                            instant(row.getTimestamp(12)),
                            instant(row.getTimestamp(13)),
                            row.getBytes(14)));
                }
            }
            return keys;
        });
    }

    private static @Nullable StoredStep storedStep(@Nullable Timestamp at, @Nullable String by) {
        return at == null || by == null ? null : new StoredStep(at.toInstant(), by);
    }

    private interface Values {
        void set(PreparedStatement select) throws SQLException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private List<PartyKey> select(String where, Values values) {
        return select(where, values, PartyKeyRows::key);
    }

    private <T> List<T> select(String where, Values values, Row<T> row) {
        return run(KEYS + where, select -> {
            values.set(select);
            List<T> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(row.read(rows));
                }
            }
            return keys;
        });
    }

    private static PartyKey key(ResultSet row) throws SQLException {
        return new PartyKey(
                new PartyKeyId(row.getString(1)),
                new PartyId(row.getString(2)),
                PartyKeyUse.valueOf(row.getString(3)),
                Bytes.of(row.getBytes(4)),
                certificate(row.getBytes(11), instant(row.getTimestamp(12)), instant(row.getTimestamp(13))),
                new PartyKey.Step(row.getTimestamp(5).toInstant(), new UserId(row.getString(6))),
                step(row.getTimestamp(7), row.getString(8)),
                step(row.getTimestamp(9), row.getString(10)));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static PartyKey.@Nullable Certificate certificate(
            byte @Nullable [] fingerprint, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        return fingerprint == null || notBefore == null || notAfter == null
                ? null
                : new PartyKey.Certificate(Digest.of(Digest.Algorithm.SHA_256, fingerprint), notBefore, notAfter);
    }

    private static PartyKey.@Nullable Step step(@Nullable Timestamp at, @Nullable String by) {
        return at == null || by == null ? null : new PartyKey.Step(at.toInstant(), new UserId(by));
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the keys of parties cannot be used", e);
        }
    }
}
