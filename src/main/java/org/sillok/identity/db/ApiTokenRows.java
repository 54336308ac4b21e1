package org.sillok.identity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;

/** API tokens, in plain SQL: every request of a program passes here. */
@ApplicationScoped
public class ApiTokenRows {
    /** A token as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // what the driver hands over; nobody compares it
    public record Row(
            String id,
            String party,
            String user,
            byte[] digest,
            String[] roles,
            String access,
            byte[] label,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String revokedBy) {}

    /** What of its user and party decides about a token. */
    @SuppressWarnings("ArrayRecordComponent") // what the driver hands over; nobody compares it
    public record Bearer(
            Row token,
            String[] userRoles,
            String userStatus,
            String partyStatus,
            boolean repository,
            boolean restoredSince) {}

    private static final String COLUMNS =
            "t.id, t.party, t.user_id, t.digest, t.roles, t.access, t.label, t.created_at,"
                    + " t.created_by, t.expires_at, t.revoked_at, t.revoked_by";

    private final DataSource pool;

    public ApiTokenRows(DataSource pool) {
        this.pool = pool;
    }

    /** Of the token with this id; whether what was presented is that token is for the caller to compare. */
    public Optional<Bearer> bearer(String id) {
        return query(
                        "select " + COLUMNS + ", u.roles, u.status, p.status, p.repository,"
                                + " sillok.restored_since(t.created_at)"
                                + " from identity_api_token t join identity_user u on u.id = t.user_id"
                                + " join identity_party p on p.id = u.party and p.id = t.party where t.id = ?",
                        select -> select.setString(1, id),
                        rows -> new Bearer(
                                row(rows),
                                (String[]) rows.getArray(13).getArray(),
                                rows.getString(14),
                                rows.getString(15),
                                rows.getBoolean(16),
                                rows.getBoolean(17)))
                .stream()
                .findFirst();
    }

    public Optional<Row> find(String id) {
        return query(
                        "select " + COLUMNS + " from identity_api_token t where t.id = ?",
                        select -> select.setString(1, id),
                        ApiTokenRows::row)
                .stream()
                .findFirst();
    }

    /** Oldest first, after {@code after}; of one party, or of all if it is null. */
    public List<Row> page(@Nullable String party, @Nullable Position after, int limit) {
        return query(
                "select " + COLUMNS + " from identity_api_token t"
                        + " where (cast(? as text) is null or t.party = ?)"
                        + " and (cast(? as timestamptz) is null or (t.created_at, t.id) > (?, ?))"
                        + " order by t.created_at, t.id limit ?",
                select -> {
                    @Nullable OffsetDateTime time = after == null ? null : utc(after.time());
                    select.setString(1, party);
                    select.setString(2, party);
                    select.setObject(3, time);
                    select.setObject(4, time);
                    select.setString(5, after == null ? null : after.id());
                    select.setInt(6, limit);
                },
                ApiTokenRows::row);
    }

    public void add(Row row) {
        update(
                "insert into identity_api_token (id, party, user_id, digest, roles, access, label, created_at, created_by,"
                        + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setString(1, row.id());
                    insert.setString(2, row.party());
                    insert.setString(3, row.user());
                    insert.setBytes(4, row.digest());
                    insert.setArray(5, insert.getConnection().createArrayOf("text", row.roles()));
                    insert.setString(6, row.access());
                    insert.setBytes(7, row.label());
                    insert.setObject(8, utc(row.createdAt()));
                    insert.setString(9, row.createdBy());
                    insert.setObject(10, utc(row.expiresAt()));
                });
    }

    /** Whether it was this call that ended it: of several at once one does. */
    public boolean revoke(String id, String by, Instant at) {
        return update(
                        "update identity_api_token set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null",
                        update -> {
                            update.setObject(1, utc(at));
                            update.setString(2, by);
                            update.setString(3, id);
                        })
                == 1;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getBytes(4),
                (String[]) rows.getArray(5).getArray(),
                rows.getString(6),
                rows.getBytes(7),
                rows.getObject(8, OffsetDateTime.class).toInstant(),
                rows.getString(9),
                rows.getObject(10, OffsetDateTime.class).toInstant(),
                instant(rows.getObject(11, OffsetDateTime.class)),
                rows.getString(12));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private interface Setting {
        void on(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Setting setting, Reading<T> reading) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            setting.on(select);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the API tokens cannot be read", e);
        }
    }

    private int update(String sql, Setting setting) {
        try (Connection connection = pool.getConnection();
                PreparedStatement change = connection.prepareStatement(sql)) {
            setting.on(change);
            return change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the API tokens cannot be written", e);
        }
    }
}
