package org.sillok.agreement.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The versions that count, for decisions: two queries however many there are, in the transaction of the thread. They are
 * complete whatever its scope is; see the migration that makes the functions.
 */
@ApplicationScoped
public class CurrentAgreements {
    private static final String BETWEEN = "select sillok.agreement_between(?, ?, ?)";
    private static final String CURRENT =
            "select agreement, number, kind, standing, umbrella, starts_at, effective_until, sealed, digest,"
                    + " providers, recipients from sillok.agreement_current(?, ?) order by agreement";

    /** A version that counts, as it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Current(
            String agreement,
            int number,
            String kind,
            String standing,
            @Nullable String umbrella,
            Instant startsAt,
            @Nullable Instant effectiveUntil,
            byte[] sealed,
            byte[] digest,
            Set<String> providers,
            Set<String> recipients) {}

    private final DataSource pool;

    public CurrentAgreements(DataSource pool) {
        this.pool = pool;
    }

    /** The ids of those between providers and a recipient, or anybody if it is null, with court orders and umbrellas. */
    public List<String> between(Collection<String> providers, @Nullable String recipient, Instant now) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(BETWEEN)) {
            select.setArray(1, connection.createArrayOf("text", providers.toArray()));
            select.setString(2, recipient);
            select.setObject(3, now.atOffset(ZoneOffset.UTC));
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("agreements cannot be read", e);
        }
    }

    /** The version of each agreement that counts; none for one that was never signed by all. */
    public List<Current> current(Collection<String> agreements, Instant now) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(CURRENT)) {
            select.setArray(1, connection.createArrayOf("text", agreements.toArray()));
            select.setObject(2, now.atOffset(ZoneOffset.UTC));
            List<Current> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Current(
                            rows.getString(1),
                            rows.getInt(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getObject(6, OffsetDateTime.class).toInstant(),
                            instant(rows, 7),
                            rows.getBytes(8),
                            rows.getBytes(9),
                            texts(rows.getArray(10)),
                            texts(rows.getArray(11))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("agreements cannot be read", e);
        }
    }

    /** Holds these agreements in the order of their ids; those that the scope of the transaction does not show it cannot hold. */
    public void hold(Collection<String> agreements) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id from agreement_agreement where id = any(?) order by id for share")) {
            select.setArray(1, connection.createArrayOf("text", agreements.toArray()));
            select.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("agreements cannot be held", e);
        }
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
