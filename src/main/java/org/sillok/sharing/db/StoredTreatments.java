package org.sillok.sharing.db;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Treatments as an inspector reads them: raw and without entities, so that memory does not grow with their number. Joins the
 * transaction of its thread and sees the rows of its scope only.
 */
@ApplicationScoped
public class StoredTreatments {
    private final DataSource pool;

    public StoredTreatments(DataSource pool) {
        this.pool = pool;
    }

    /** All treatments of versions of these items. One query however many there are. */
    public List<TreatmentRow> of(Collection<String> items) {
        String sql = "select id, owner_party, item, version, transformations, proposed_by, proposed_at, approved_by,"
                + " approved_at, revoked_by, revoked_at from sharing_treatment where item = any (?) order by item, id";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", items.toArray()));
            List<TreatmentRow> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Items with a treatment, after {@code last}, in their order. */
    public List<String> itemsAfter(String last, int limit) {
        String sql = "select distinct item from sharing_treatment where item > ? order by item limit ?";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
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

    private static TreatmentRow row(ResultSet rows) throws SQLException {
        TreatmentRow row = new TreatmentRow(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getInt(4),
                (String[]) rows.getArray(5).getArray(),
                rows.getString(6),
                rows.getTimestamp(7).toInstant());
        row.approvedBy = rows.getString(8);
        row.approvedAt = time(rows.getTimestamp(9));
        row.revokedBy = rows.getString(10);
        row.revokedAt = time(rows.getTimestamp(11));
        return row;
    }

    private static @Nullable Instant time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static IllegalStateException unreadable(SQLException why) {
        return new IllegalStateException("the treatments cannot be read", why);
    }
}
