package org.sillok.sharing.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was released, and how often under which clause. Joins the transaction and the scope of its thread. */
@ApplicationScoped
public class DisclosureRows {
    /** How many requests something was released for under a clause of any version of an instrument. */
    public record Made(String instrument, String clause, int count) {}

    /** A clause under which something is released; {@code counted} if a condition of it says how often that may be. */
    public record Use(String instrument, String clause, boolean counted) {}

    /** One version that is released. */
    public record Line(String item, int version, String owner, List<String> clauses) {
        public Line {
            clauses = List.copyOf(clauses);
        }
    }

    // One after the other in the order of the array, so that no two transactions wait for each other. Where nothing is
    // counted, releases go side by side, but not beside one that counts: terms may begin to count from one moment to
    // the next.
    private static final String HOLD = "select case when counted"
            + " then cast(pg_advisory_xact_lock(hashtextextended(name, 32)) as text)"
            + " else cast(pg_advisory_xact_lock_shared(hashtextextended(name, 32)) as text) end"
            + " from unnest(?, ?) as use (name, counted)";
    private static final String MADE = "select instrument, clause, made from sillok.sharing_disclosed(?, ?)";
    private static final String COUNT = "insert into sharing_counted (instrument, clause, request)"
            + " select instrument, clause, ? from unnest(?, ?) as use (instrument, clause) on conflict do nothing";
    private static final String ADD = "insert into sharing_disclosure"
            + " (bundle, item, version, owner_party, request, recipient, clauses, disclosed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    // What waits is held in memory twice, here and by the driver.
    private static final int BATCH = 1_000;

    private final DataSource pool;

    public DisclosureRows(DataSource pool) {
        this.pool = pool;
    }

    /**
     * Lets nobody else count a use of these clauses until the transaction ends; what is not counted is held against those
     * that count only. The caller brings them in one order.
     */
    public void hold(List<Use> uses) {
        run(HOLD, select -> {
            select.setArray(
                    1,
                    array(
                            select,
                            uses.stream()
                                    .map(use -> use.instrument() + "#" + use.clause())
                                    .toList()));
            select.setArray(
                    2,
                    select.getConnection()
                            .createArrayOf(
                                    "boolean", uses.stream().map(Use::counted).toArray()));
            return select.execute();
        });
    }

    /** What is recorded under the clauses of these instruments, whatever the scope may see; before {@code request}, if it is among them. */
    public List<Made> made(Collection<String> instruments, @Nullable String request) {
        return run(MADE, select -> {
            select.setArray(1, array(select, instruments));
            select.setString(2, request);
            List<Made> made = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    made.add(new Made(rows.getString(1), rows.getString(2), rows.getInt(3)));
                }
            }
            return made;
        });
    }

    /** Counts the request under each of these clauses, unless it was counted before. */
    public void count(String request, List<Use> uses) {
        run(COUNT, insert -> {
            insert.setString(1, request);
            insert.setArray(2, array(insert, uses.stream().map(Use::instrument).toList()));
            insert.setArray(3, array(insert, uses.stream().map(Use::clause).toList()));
            return insert.executeUpdate();
        });
    }

    public void add(String bundle, String request, String recipient, Instant at, List<Line> lines) {
        run(ADD, insert -> {
            int waiting = 0;
            for (Line line : lines) {
                insert.setString(1, bundle);
                insert.setString(2, line.item());
                insert.setInt(3, line.version());
                insert.setString(4, line.owner());
                insert.setString(5, request);
                insert.setString(6, recipient);
                insert.setArray(7, array(insert, line.clauses()));
                insert.setTimestamp(8, Timestamp.from(at));
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            return insert.executeBatch();
        });
    }

    private static Array array(PreparedStatement statement, Collection<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the disclosures cannot be used", e);
        }
    }
}
