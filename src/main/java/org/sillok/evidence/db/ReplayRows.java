package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a restore has closed. Seen in every scope; a call joins the transaction of its thread. */
@ApplicationScoped
public class ReplayRows {
    private static final String CLOSED = "select item from sillok.closed_by_restore(?)";

    private static final String PAGE = "select subject, string_agg(distinct about, ' ' order by about),"
            + " string_agg(distinct event, ' ' order by event), min(closed_at),"
            + " case when count(proposed_by) = count(*) then min(proposed_by) end from evidence_closed"
            + " where reopened_at is null and subject > ? group by subject order by subject limit ?";

    private final DataSource pool;

    public ReplayRows(DataSource pool) {
        this.pool = pool;
    }

    /** A restore whose later history has not been gone through; {@code waits}: it cannot be yet. */
    public record Pending(String restore, long treeSize, boolean waits) {}

    /** What statements closed; texts of several are separated by spaces. */
    public record Closed(
            String subject,
            String about,
            String event,
            Instant at,
            @Nullable String proposedBy) {}

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** Those of these items that are closed. */
    public Set<String> closed(Collection<String> items) {
        return run(CLOSED, select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            Set<String> closed = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    closed.add(rows.getString(1));
                }
            }
            return closed;
        });
    }

    public List<Pending> pending() {
        return run(
                "select restore, tree_size, waits from evidence_replay where replayed_at is null order by restore",
                select -> {
                    List<Pending> pending = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            pending.add(new Pending(rows.getString(1), rows.getLong(2), rows.getBoolean(3)));
                        }
                    }
                    return pending;
                });
    }

    /** Everything from this entry of the log on was forgotten; nothing is gone through before {@link #rebuilt}. */
    public void forgotten(String restore, long treeSize) {
        run("insert into evidence_replay (restore, tree_size, waits) values (?, ?, true)", insert -> {
            insert.setString(1, restore);
            insert.setLong(2, treeSize);
            return insert.executeUpdate();
        });
    }

    /** What is pending waits no more, unless an entry that it forgot, up to {@code lastLost}, could not be brought back. */
    public void rebuilt(long lastLost) {
        run("update evidence_replay set waits = (tree_size <= ?) where replayed_at is null", update -> {
            update.setLong(1, lastLost);
            return update.executeUpdate();
        });
    }

    public void replayed(String restore, Instant at) {
        run("update evidence_replay set replayed_at = ? where restore = ? and replayed_at is null", update -> {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, restore);
            return update.executeUpdate();
        });
    }

    /** Closes something, once for each statement that says so. */
    public void close(String subject, String about, byte[] statement, String event, Instant at) {
        run(
                "insert into evidence_closed (subject, about, statement, event, closed_at) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                insert -> {
                    insert.setString(1, subject);
                    insert.setString(2, about);
                    insert.setBytes(3, statement);
                    insert.setString(4, event);
                    insert.setObject(5, at.atOffset(ZoneOffset.UTC));
                    return insert.executeUpdate();
                });
    }

    /** What is closed, in the order of the subjects, from the one after {@code after} on; each once. */
    public List<Closed> page(String after, int limit) {
        return run(PAGE, select -> {
            select.setString(1, after);
            select.setInt(2, limit);
            List<Closed> closed = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    closed.add(new Closed(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            rows.getString(5)));
                }
            }
            return closed;
        });
    }

    /** False if it is not closed. */
    public boolean propose(String subject, Instant at, String by) {
        return run(
                "update evidence_closed set proposed_at = ?, proposed_by = ?"
                        + " where subject = ? and reopened_at is null",
                update -> set(update, subject, at, by));
    }

    /** Who proposed to open it, of all that closes it; empty if somebody has not been asked about something of it. */
    public Optional<String> proposer(String subject) {
        return run(
                "select case when count(proposed_by) = count(*) then min(proposed_by) end from evidence_closed"
                        + " where subject = ? and reopened_at is null",
                select -> {
                    select.setString(1, subject);
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        return Optional.ofNullable(row.getString(1));
                    }
                });
    }

    /** Opens what somebody else proposed to open; false if there is none. */
    public boolean reopen(String subject, Instant at, String by) {
        return run(
                "update evidence_closed set reopened_at = ?, reopened_by = ?"
                        + " where subject = ? and reopened_at is null and proposed_by is not null",
                update -> set(update, subject, at, by));
    }

    private static boolean set(PreparedStatement update, String subject, Instant at, String by) throws SQLException {
        update.setObject(1, at.atOffset(ZoneOffset.UTC));
        update.setString(2, by);
        update.setString(3, subject);
        return update.executeUpdate() > 0;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of evidence cannot be used", e);
        }
    }
}
