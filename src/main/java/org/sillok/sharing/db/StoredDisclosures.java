package org.sillok.sharing.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Disclosures as an inspector reads them. Joins the transaction of its thread and sees the rows of its scope only. */
@ApplicationScoped
public class StoredDisclosures {
    /** A disclosure, whether its request is counted under all of its clauses, and whether it is older than a day. */
    public record Row(
            String bundle,
            String item,
            int version,
            String owner,
            String request,
            String recipient,
            boolean counted,
            boolean settled) {}

    /** That a version was disclosed. */
    public record Made(String bundle, String item, int version, String recipient, Instant at) {}

    // The statements follow the row in transactions of their own: only one of yesterday must have its statement.
    private static final String SETTLED = "disclosed_at < now() - interval '1 day'";
    private static final String OF = "select d.bundle, d.item, d.version, d.owner_party, d.request, d.recipient,"
            + " not exists (select from unnest(d.clauses) as name where not exists (select from sharing_counted c"
            + " where c.instrument = split_part(name, '/', 1) and c.clause = split_part(name, '#', 2)"
            + " and c.request = d.request)), d." + SETTLED
            + " from sharing_disclosure d where d.item = any (?) order by d.item, d.version, d.bundle";
    private static final String MADE = "select bundle, item, version, recipient, disclosed_at from sharing_disclosure"
            + " where item = any (?) order by bundle, item, version";
    private static final String ITEMS =
            "select distinct item from sharing_disclosure where item > ? and " + SETTLED + " order by item limit ?";

    private final DataSource pool;

    public StoredDisclosures(DataSource pool) {
        this.pool = pool;
    }

    /** All disclosures of versions of these items. One query however many there are. */
    public List<Row> of(Collection<String> items) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(OF)) {
            statement.setArray(1, connection.createArrayOf("text", items.toArray()));
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getBoolean(7),
                            rows.getBoolean(8)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What was disclosed of these items, to whom and when, by bundle. One query however many there are. */
    public List<Made> made(Collection<String> items) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(MADE)) {
            statement.setArray(1, connection.createArrayOf("text", items.toArray()));
            List<Made> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Made(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getString(4),
                            rows.getTimestamp(5).toInstant()));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Items with a disclosure that is older than a day, after {@code last}, in their order. */
    public List<String> itemsAfter(String last, int limit) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ITEMS)) {
            statement.setString(1, last);
            statement.setInt(2, limit);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(SQLException why) {
        return new IllegalStateException("the disclosures cannot be read", why);
    }
}
