package org.sillok.time.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.time.core.RevocationState;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampProblem;
import org.sillok.time.core.StampState;

/** The tables of trusted time. Reads join the transaction of their thread, if there is one. */
@ApplicationScoped
public class TimeRows {
    // The first key of two-key advisory locks: "time" in ASCII. The second is a digest of the log's name.
    private static final int LOCKS = 0x74696d65;
    private static final String STAMP = "select size, authority, state, gen_time, difference_ms, revocation, problem,"
            + " attempts, next_attempt_at from sillok.time_stamp where origin = ? ";

    private final DataSource pool;

    public TimeRows(DataSource pool) {
        this.pool = pool;
    }

    /** A checkpoint that is stamped. */
    public record Round(long size, Bytes note, Instant startedAt) {}

    public Optional<Round> newest(String origin) {
        return rounds(origin, Long.MAX_VALUE, 1).stream().findFirst();
    }

    public Optional<Round> round(String origin, long size) {
        return rounds(origin, size == Long.MAX_VALUE ? size : size + 1, 1).stream()
                .filter(round -> round.size() == size)
                .findFirst();
    }

    /** The rounds of fewer than {@code below} entries, the newest first. */
    public List<Round> rounds(String origin, long below, int limit) {
        return run(
                "select size, note, started_at from sillok.time_round where origin = ? and size < ?"
                        + " order by size desc limit ?",
                select -> {
                    select.setString(1, origin);
                    select.setLong(2, below);
                    select.setInt(3, limit);
                    List<Round> found = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            found.add(new Round(
                                    rows.getLong(1),
                                    Bytes.of(rows.getBytes(2)),
                                    rows.getTimestamp(3).toInstant()));
                        }
                    }
                    return found;
                });
    }

    /** The time-stamps of some rounds, in the order of size and name. */
    public List<Stamp> stamps(String origin, Collection<Long> sizes) {
        return run(STAMP + "and size = any(?) order by size desc, authority", select -> {
            select.setString(1, origin);
            select.setArray(2, select.getConnection().createArrayOf("bigint", sizes.toArray()));
            return stamps(select);
        });
    }

    /** Each authority's time-stamp with the latest time. */
    public List<Stamp> latest(String origin) {
        return run(
                STAMP.replace("select ", "select distinct on (authority) ")
                        + "and state = 'STAMPED' order by authority, gen_time desc",
                select -> {
                    select.setString(1, origin);
                    return stamps(select);
                });
    }

    /** The latest time that one of these authorities has said; one step in the index for each. */
    public Optional<Instant> newestTime(String origin, Collection<String> authorities) {
        return run(
                "select max(stamped.gen_time) from unnest(?) as named(authority) cross join lateral"
                        + " (select gen_time from sillok.time_stamp where origin = ? and authority = named.authority"
                        + " and state = 'STAMPED' order by gen_time desc limit 1) stamped",
                select -> {
                    select.setArray(1, select.getConnection().createArrayOf("text", authorities.toArray()));
                    select.setString(2, origin);
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next() ? Optional.ofNullable(instant(rows.getTimestamp(1))) : Optional.empty();
                    }
                });
    }

    /** The size of the newest round that all of these authorities have stamped. */
    public Optional<Long> complete(String origin, Collection<String> authorities) {
        return run(
                "select size from sillok.time_stamp where origin = ? and state = 'STAMPED' and authority = any(?)"
                        + " group by size having count(*) = ? order by size desc limit 1",
                select -> {
                    select.setString(1, origin);
                    select.setArray(2, select.getConnection().createArrayOf("text", authorities.toArray()));
                    select.setInt(3, authorities.size());
                    try (ResultSet rows = select.executeQuery()) {
                        return rows.next() ? Optional.of(rows.getLong(1)) : Optional.<Long>empty();
                    }
                });
    }

    /** Begins a round, unless somebody has; what was open for older ones is given up. */
    public void begin(String origin, Round round, Collection<String> authorities) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                insertRound(connection, origin, round);
                for (String authority : authorities) {
                    insertWanted(connection, origin, round.size(), authority);
                }
                giveUp(connection, origin, round.size());
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new TimeFault(e);
        }
    }

    /** Wants a stamp of an authority that was configured after the round began. */
    public void want(String origin, long size, String authority) {
        try (Connection connection = pool.getConnection()) {
            insertWanted(connection, origin, size, authority);
        } catch (SQLException e) {
            throw new TimeFault(e);
        }
    }

    /** Puts the archived note in the place of another one over the same tree. */
    public void adoptNote(String origin, long size, Bytes note) {
        run("update sillok.time_round set note = ? where origin = ? and size = ?", update -> {
            update.setBytes(1, note.toArray());
            update.setString(2, origin);
            update.setLong(3, size);
            return update.executeUpdate();
        });
    }

    public void save(String origin, Stamp stamp) {
        run(
                "update sillok.time_stamp set state = ?, gen_time = ?, difference_ms = ?, revocation = ?, problem = ?,"
                        + " attempts = ?, next_attempt_at = ? where origin = ? and size = ? and authority = ?",
                update -> {
                    update.setString(1, stamp.state().name());
                    update.setObject(2, utc(stamp.time()));
                    Duration difference = stamp.difference();
                    update.setObject(3, difference == null ? null : difference.toMillis());
                    update.setString(4, stamp.revocation().name());
                    StampProblem problem = stamp.problem();
                    update.setString(5, problem == null ? null : problem.name());
                    update.setInt(6, stamp.attempts());
                    update.setObject(7, utc(stamp.nextAttempt()));
                    update.setString(8, origin);
                    update.setLong(9, stamp.size());
                    update.setString(10, stamp.authority());
                    return update.executeUpdate();
                });
    }

    /**
     * Does {@code work} if no other process does it at this moment; returns whether it did. The lock ends with its
     * connection, whatever happens to this process.
     */
    public boolean alone(String origin, Runnable work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean got;
                try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?, ?)")) {
                    lock.setInt(1, LOCKS);
                    lock.setInt(2, origin.hashCode());
                    try (ResultSet row = lock.executeQuery()) {
                        row.next();
                        got = row.getBoolean(1);
                    }
                }
                if (got) {
                    work.run();
                }
                return got;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new TimeFault(e);
        }
    }

    private static void insertRound(Connection connection, String origin, Round round) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into sillok.time_round (origin, size, note, started_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing")) {
            insert.setString(1, origin);
            insert.setLong(2, round.size());
            insert.setBytes(3, round.note().toArray());
            insert.setObject(4, utc(round.startedAt()));
            insert.executeUpdate();
        }
    }

    private static void insertWanted(Connection connection, String origin, long size, String authority)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into sillok.time_stamp (origin, size, authority, state, revocation)"
                        + " values (?, ?, ?, 'PENDING', 'NONE') on conflict do nothing")) {
            insert.setString(1, origin);
            insert.setLong(2, size);
            insert.setString(3, authority);
            insert.executeUpdate();
        }
    }

    private static void giveUp(Connection connection, String origin, long size) throws SQLException {
        for (String sql : List.of(
                "update sillok.time_stamp set state = 'SUPERSEDED', next_attempt_at = null"
                        + " where origin = ? and size < ? and state = 'PENDING'",
                "update sillok.time_stamp set revocation = 'MISSING', next_attempt_at = null"
                        + " where origin = ? and size < ? and revocation = 'PENDING'")) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, origin);
                update.setLong(2, size);
                update.executeUpdate();
            }
        }
    }

    private static List<Stamp> stamps(PreparedStatement select) throws SQLException {
        List<Stamp> stamps = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String problem = rows.getString(7);
                long difference = rows.getLong(5);
                boolean measured = !rows.wasNull();
                stamps.add(new Stamp(
                        rows.getLong(1),
                        rows.getString(2),
                        StampState.valueOf(rows.getString(3)),
                        instant(rows.getTimestamp(4)),
                        measured ? Duration.ofMillis(difference) : null,
                        RevocationState.valueOf(rows.getString(6)),
                        problem == null ? null : StampProblem.valueOf(problem),
                        rows.getInt(8),
                        instant(rows.getTimestamp(9))));
            }
        }
        return stamps;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new TimeFault(e);
        }
    }
}
