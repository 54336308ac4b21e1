package org.sillok.fact.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.FactId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;

/** Reads and writes facts in the caller's transaction and scope. A fact's state is which rows exist about it. */
@ApplicationScoped
public class FactRows {
    /** A fact and the steps that were taken; what is sealed is not opened here. */
    @SuppressWarnings("ArrayRecordComponent") // sealed bytes on their way to be opened; nobody compares them
    public record Row(
            String id,
            String subject,
            String type,
            boolean value,
            Instant from,
            Instant until,
            byte[] details,
            Step recorded,
            @Nullable Step confirmed,
            byte @Nullable [] withdrawalReason,
            @Nullable Step withdrawn,
            @Nullable Step withdrawalConfirmed) {}

    /** Who, and when. */
    public record Step(Instant at, String by) {}

    private static final String FACTS =
            "select f.id, f.subject, f.type, f.value, f.valid_from, f.valid_until, f.details,"
                    + " f.recorded_at, f.recorded_by, c.confirmed_at, c.confirmed_by, w.reason, w.withdrawn_at, w.withdrawn_by,"
                    + " v.confirmed_at, v.confirmed_by from fact_fact f"
                    + " left join fact_confirmed c on c.fact = f.id"
                    + " left join fact_withdrawn w on w.fact = f.id"
                    + " left join fact_withdrawal_confirmed v on v.fact = f.id ";
    private static final String ADD = "insert into fact_fact (id, owner_party, subject, type, value, valid_from,"
            + " valid_until, details, recorded_at, recorded_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource pool;

    public FactRows(DataSource pool) {
        this.pool = pool;
    }

    public void add(String owner, Row row) {
        run(ADD, insert -> {
            insert.setString(1, row.id());
            insert.setString(2, owner);
            insert.setString(3, row.subject());
            insert.setString(4, row.type());
            insert.setBoolean(5, row.value());
            insert.setTimestamp(6, Timestamp.from(row.from()));
            insert.setTimestamp(7, Timestamp.from(row.until()));
            insert.setBytes(8, row.details());
            insert.setTimestamp(9, Timestamp.from(row.recorded().at()));
            insert.setString(10, row.recorded().by());
            return insert.executeUpdate();
        });
    }

    /** Lets nobody else take a step about this fact until the transaction ends. */
    public void hold(String id) {
        run("select pg_advisory_xact_lock(hashtextextended(?, 21))", select -> {
            select.setString(1, "fact/" + id);
            return select.execute();
        });
    }

    /** Whether it was this call that confirmed. */
    public boolean confirm(String owner, String fact, Step step) {
        return step(
                "insert into fact_confirmed (fact, owner_party, confirmed_at, confirmed_by) values (?, ?, ?, ?)",
                owner,
                fact,
                step);
    }

    /** Whether it was this call that confirmed the withdrawal. */
    public boolean confirmWithdrawal(String owner, String fact, Step step) {
        return step(
                "insert into fact_withdrawal_confirmed (fact, owner_party, confirmed_at, confirmed_by)"
                        + " values (?, ?, ?, ?)",
                owner,
                fact,
                step);
    }

    private boolean step(String sql, String owner, String fact, Step step) {
        return run(sql + " on conflict do nothing", insert -> {
            insert.setString(1, fact);
            insert.setString(2, owner);
            insert.setTimestamp(3, Timestamp.from(step.at()));
            insert.setString(4, step.by());
            return insert.executeUpdate() == 1;
        });
    }

    /** Whether it was this call that took the fact back. */
    public boolean withdraw(String owner, String fact, byte[] reason, Step step) {
        return run(
                "insert into fact_withdrawn (fact, owner_party, reason, withdrawn_at, withdrawn_by)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                insert -> {
                    insert.setString(1, fact);
                    insert.setString(2, owner);
                    insert.setBytes(3, reason);
                    insert.setTimestamp(4, Timestamp.from(step.at()));
                    insert.setString(5, step.by());
                    return insert.executeUpdate() == 1;
                });
    }

    public Optional<Row> find(String id) {
        if (!Ids.isWellFormed(FactId.PREFIX, id)) {
            return Optional.empty();
        }
        return select("where f.id = ?", select -> select.setString(1, id)).stream()
                .findFirst();
    }

    /** All facts about these subjects, whatever became of them, in the order of their ids. */
    public List<Row> about(Collection<String> subjects) {
        return select(
                "where f.subject = any (?) order by f.id",
                select -> select.setArray(1, select.getConnection().createArrayOf("text", subjects.toArray())));
    }

    /** In the order of their ids, whatever became of them. */
    public List<Row> after(String id, int limit) {
        return select("where f.id > ? order by f.id limit ?", select -> {
            select.setString(1, id);
            select.setInt(2, limit);
        });
    }

    /** Oldest first; null does not limit. */
    public List<Row> page(
            @Nullable String subject,
            @Nullable String type,
            @Nullable Instant validAt,
            @Nullable Position after,
            int limit) {
        StringBuilder where = new StringBuilder("where true");
        List<Object> values = new ArrayList<>();
        if (subject != null) {
            where.append(" and f.subject = ?");
            values.add(subject);
        }
        if (type != null) {
            where.append(" and f.type = ?");
            values.add(type);
        }
        if (validAt != null) {
            where.append(" and f.valid_from <= ? and f.valid_until > ?");
            values.add(Timestamp.from(validAt));
            values.add(Timestamp.from(validAt));
        }
        if (after != null) {
            where.append(" and (f.recorded_at, f.id) > (?, ?)");
            values.add(Timestamp.from(after.time()));
            values.add(after.id());
        }
        values.add(limit);
        return select(where + " order by f.recorded_at, f.id limit ?", select -> {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
        });
    }

    private interface Values {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<Row> select(String where, Values values) {
        return run(FACTS + where, select -> {
            values.set(select);
            List<Row> facts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(row(rows));
                }
            }
            return facts;
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                row.getBytes(7),
                new Step(row.getTimestamp(8).toInstant(), row.getString(9)),
                step(row.getTimestamp(10), row.getString(11)),
                row.getBytes(12),
                step(row.getTimestamp(13), row.getString(14)),
                step(row.getTimestamp(15), row.getString(16)));
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
            throw new IllegalStateException("the facts cannot be used", e);
        }
    }
}
