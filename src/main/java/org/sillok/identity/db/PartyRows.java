package org.sillok.identity.db;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
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
import org.sillok.kernel.Position;
import org.sillok.kernel.Timestamps;

/** Reads and writes parties in the caller's transaction. */
@ApplicationScoped
public class PartyRows implements PanacheRepositoryBase<PartyRow, String> {
    /** What decisions need of a party. Its details are sealed. */
    @SuppressWarnings("ArrayRecordComponent") // sealed bytes on their way to be opened; nobody compares them
    public record Standing(String id, String kind, String status, byte[] details, boolean encryptionKey) {}

    private static final String STANDINGS = "select p.id, p.kind, p.status, p.details, exists (select"
            + " from identity_party_key k join identity_party_key_confirmed c on c.key = k.id"
            + " where k.party = p.id and k.key_use = 'ENCRYPTION' and k.certificate is not null"
            + " and ? between k.not_before and k.not_after"
            + " and not exists (select from identity_party_key_revoked r where r.key = k.id))"
            + " from identity_party p where p.id = any (?)";

    private final DataSource pool;

    public PartyRows(DataSource pool) {
        this.pool = pool;
    }

    /** Those of these parties that exist as they stand at {@code now}, in one query, in no order. */
    public List<Standing> standings(List<String> ids, Instant now) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(STANDINGS)) {
            select.setTimestamp(1, Timestamp.from(Timestamps.truncate(now)));
            select.setArray(2, connection.createArrayOf("text", ids.toArray()));
            List<Standing> standings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    standings.add(new Standing(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getBytes(4),
                            rows.getBoolean(5)));
                }
            }
            return standings;
        } catch (SQLException e) {
            throw new IllegalStateException("the standing of parties cannot be read", e);
        }
    }

    /** Changes the status if it still is {@code before}; whether it was. */
    public boolean setStatus(String id, String before, String status) {
        return update("status = ?3 where id = ?1 and status = ?2", id, before, status) == 1;
    }

    /** The ids of all parties. */
    public List<String> ids() {
        return getEntityManager()
                .createQuery("select id from PartyRow", String.class)
                .getResultList();
    }

    /** The repository's own party, once it exists. */
    public Optional<PartyRow> repository() {
        return find("repository").firstResultOptional();
    }

    /** Makes all transactions that ask for it wait for each other, until the end of the current one. */
    public void lockBootstrap() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('sillok.identity.bootstrap'))")
                .getResultList();
    }

    /** Oldest first. */
    public List<PartyRow> page(@Nullable Position after, int limit) {
        return (after == null
                        ? find("order by createdAt, id")
                        : find(
                                "createdAt > ?1 or (createdAt = ?1 and id > ?2) order by createdAt, id",
                                after.time(),
                                after.id()))
                .page(0, limit)
                .list();
    }
}
