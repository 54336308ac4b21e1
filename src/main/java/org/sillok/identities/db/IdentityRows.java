package org.sillok.identities.db;

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
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Position;

/** Reads and writes sealed identities and their openings in the caller's transaction and scope. */
@ApplicationScoped
public class IdentityRows {
    /** Who, and when. */
    public record Step(Instant at, String by) {}

    /** A sealed version. */
    public record Version(String source, int version, String owner, Bytes sealed, Step recorded) {}

    /** An opening and the steps that were taken. */
    public record OpeningRow(
            String id,
            String source,
            String owner,
            String approval,
            String tokens,
            Bytes grounds,
            Step requested,
            @Nullable Step approved,
            @Nullable Step used,
            int usedVersion) {}

    private static final String OPENINGS = "select o.id, o.source, o.owner_party, o.approval, o.tokens, o.grounds,"
            + " o.requested_at, o.requested_by, a.approved_at, a.approved_by, u.used_at, u.used_by, u.version"
            + " from identities_opening o left join identities_opening_approved a on a.opening = o.id"
            + " left join identities_opening_used u on u.opening = o.id ";

    private final DataSource pool;

    public IdentityRows(DataSource pool) {
        this.pool = pool;
    }

    /** Whether it was added; not if there is one of this version. */
    public boolean add(Version version) {
        return run(
                "insert into identities_identity (source, version, owner_party, identity, recorded_at, recorded_by)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                insert -> {
                    insert.setString(1, version.source());
                    insert.setInt(2, version.version());
                    insert.setString(3, version.owner());
                    insert.setBytes(4, version.sealed().toArray());
                    insert.setTimestamp(5, Timestamp.from(version.recorded().at()));
                    insert.setString(6, version.recorded().by());
                    return insert.executeUpdate() == 1;
                });
    }

    /** All versions, in the order of their numbers. */
    public List<Version> versions(String source) {
        return run(
                "select source, version, owner_party, identity, recorded_at, recorded_by from identities_identity"
                        + " where source = ? order by version",
                select -> {
                    select.setString(1, source);
                    List<Version> found = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            found.add(version(row));
                        }
                    }
                    return found;
                });
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                Bytes.of(row.getBytes(4)),
                new Step(row.getTimestamp(5).toInstant(), row.getString(6)));
    }

    public Optional<Version> newest(String source) {
        return run(
                "select source, version, owner_party, identity, recorded_at, recorded_by from identities_identity"
                        + " where source = ? order by version desc limit 1",
                select -> {
                    select.setString(1, source);
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? Optional.of(version(row)) : Optional.<Version>empty();
                    }
                });
    }

    public void add(OpeningRow opening) {
        run(
                "insert into identities_opening (id, source, owner_party, approval, tokens, grounds, requested_at,"
                        + " requested_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setString(1, opening.id());
                    insert.setString(2, opening.source());
                    insert.setString(3, opening.owner());
                    insert.setString(4, opening.approval());
                    insert.setString(5, opening.tokens());
                    insert.setBytes(6, opening.grounds().toArray());
                    insert.setTimestamp(7, Timestamp.from(opening.requested().at()));
                    insert.setString(8, opening.requested().by());
                    return insert.executeUpdate();
                });
    }

    /** Whether it was this call that approved. */
    public boolean approve(String opening, String owner, Step step) {
        return run(
                "insert into identities_opening_approved (opening, owner_party, approved_at, approved_by)"
                        + " values (?, ?, ?, ?) on conflict do nothing",
                insert -> {
                    insert.setString(1, opening);
                    insert.setString(2, owner);
                    insert.setTimestamp(3, Timestamp.from(step.at()));
                    insert.setString(4, step.by());
                    return insert.executeUpdate() == 1;
                });
    }

    /** Whether it was this call that used it up. */
    public boolean use(String opening, String owner, int version, Step step) {
        return run(
                "insert into identities_opening_used (opening, owner_party, version, used_at, used_by)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                insert -> {
                    insert.setString(1, opening);
                    insert.setString(2, owner);
                    insert.setInt(3, version);
                    insert.setTimestamp(4, Timestamp.from(step.at()));
                    insert.setString(5, step.by());
                    return insert.executeUpdate() == 1;
                });
    }

    public Optional<OpeningRow> opening(String source, String id) {
        return openings("where o.source = ? and o.id = ?", select -> {
                    select.setString(1, source);
                    select.setString(2, id);
                })
                .stream()
                .findFirst();
    }

    /** Oldest first. */
    public List<OpeningRow> openings(String source, @Nullable Position after, int limit) {
        if (after == null) {
            return openings("where o.source = ? order by o.requested_at, o.id limit ?", select -> {
                select.setString(1, source);
                select.setInt(2, limit);
            });
        }
        return openings(
                "where o.source = ? and (o.requested_at, o.id) > (?, ?) order by o.requested_at, o.id limit ?",
                select -> {
                    select.setString(1, source);
                    select.setTimestamp(2, Timestamp.from(after.time()));
                    select.setString(3, after.id());
                    select.setInt(4, limit);
                });
    }

    private interface Values {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<OpeningRow> openings(String where, Values values) {
        return run(OPENINGS + where, select -> {
            values.set(select);
            List<OpeningRow> openings = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    openings.add(opening(rows));
                }
            }
            return openings;
        });
    }

    private static OpeningRow opening(ResultSet row) throws SQLException {
        return new OpeningRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Bytes.of(row.getBytes(6)),
                new Step(row.getTimestamp(7).toInstant(), row.getString(8)),
                step(row.getTimestamp(9), row.getString(10)),
                step(row.getTimestamp(11), row.getString(12)),
                row.getInt(13));
    }

    private static @Nullable Step step(@Nullable Timestamp at, @Nullable String by) {
        return at == null || by == null ? null : new Step(at.toInstant(), by);
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the identities cannot be used", e);
        }
    }
}
