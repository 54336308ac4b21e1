package org.sillok.consent.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * Consents, bindings and naming decisions as an inspector reads them: raw and without entities, so that memory does not grow
 * with their number. Each method is one query. Joins the transaction of its thread and sees the rows of its scope only.
 */
@ApplicationScoped
public class StoredConsents {
    private final DataSource pool;

    public StoredConsents(DataSource pool) {
        this.pool = pool;
    }

    public List<ConsentRow> consents(Collection<String> ids) {
        return of(
                "select id, owner_party, source, state, revision, events, versions, due_month, created_at"
                        + " from consent_consent where id = any (?)",
                ids,
                row -> new ConsentRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getObject(8, LocalDate.class),
                        time(row, 9)));
    }

    /** In the order of their numbers. */
    public List<ConsentVersionRow> versions(Collection<String> consents) {
        return of(
                "select consent, number, owner_party, sealed, recorded_by, recorded_at from consent_version"
                        + " where consent = any (?) order by consent, number",
                consents,
                row -> new ConsentVersionRow(
                        new ConsentVersionRow.Key(row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getBytes(4),
                        row.getString(5),
                        time(row, 6)));
    }

    /** In the order of their numbers. */
    public List<ConsentEventRow> events(Collection<String> consents) {
        return of(
                "select consent, number, owner_party, state, version, said_by, said_at, recorded_at, recorded_by,"
                        + " confirmed_by, sealed, statement from consent_event"
                        + " where consent = any (?) order by consent, number",
                consents,
                row -> new ConsentEventRow(
                        new ConsentEventRow.Key(row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, Integer.class),
                        row.getString(6),
                        time(row, 7),
                        time(row, 8),
                        row.getString(9),
                        row.getString(10),
                        row.getBytes(11),
                        row.getBytes(12)));
    }

    public List<ConsentBindingRow> bindings(Collection<String> items) {
        return of(
                "select id, owner_party, item, version, relation, consent, source, recorded_at, recorded_by,"
                        + " confirmed_by, sealed, statement from consent_binding where item = any (?) order by item, id",
                items,
                row -> new ConsentBindingRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, Integer.class),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        time(row, 8),
                        row.getString(9),
                        row.getString(10),
                        row.getBytes(11),
                        row.getBytes(12)));
    }

    public List<ConsentUnbindingRow> unbindings(Collection<String> bindings) {
        return of(
                "select binding, owner_party, recorded_at, recorded_by, confirmed_by, sealed, statement"
                        + " from consent_unbinding where binding = any (?) order by binding",
                bindings,
                row -> new ConsentUnbindingRow(
                        row.getString(1),
                        row.getString(2),
                        time(row, 3),
                        row.getString(4),
                        row.getString(5),
                        row.getBytes(6),
                        row.getBytes(7)));
    }

    /** In the order of their numbers. */
    public List<NamingRow> namings(Collection<String> sources) {
        return of(
                "select source, number, owner_party, decision, recorded_at, recorded_by, confirmed_by, sealed, statement"
                        + " from consent_naming where source = any (?) order by source, number",
                sources,
                row -> new NamingRow(
                        new NamingRow.Key(row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getString(4),
                        time(row, 5),
                        row.getString(6),
                        row.getString(7),
                        row.getBytes(8),
                        row.getBytes(9)));
    }

    /** Ids that any table of consents names, after {@code last}, in their order. */
    public List<String> consentsAfter(String last, int limit) {
        return after(
                List.of(
                        "select id from consent_consent where id > ? order by id limit ?",
                        "select distinct consent from consent_version where consent > ? order by consent limit ?",
                        "select distinct consent from consent_event where consent > ? order by consent limit ?"),
                last,
                limit);
    }

    /** Items with a binding, removed or not, after {@code last}, in their order. */
    public List<String> boundAfter(String last, int limit) {
        return after(
                List.of("select distinct item as id from consent_binding where item > ? order by item limit ?"),
                last,
                limit);
    }

    /** Removed bindings of which there is no row, after {@code last}, in their order. */
    public List<String> removedAfter(String last, int limit) {
        return after(
                List.of("select binding as id from consent_unbinding u where binding > ?"
                        + " and not exists (select from consent_binding b where b.id = u.binding)"
                        + " order by binding limit ?"),
                last,
                limit);
    }

    /** Sources about whose naming something was decided, after {@code last}, in their order. */
    public List<String> namedAfter(String last, int limit) {
        return after(
                List.of("select distinct source as id from consent_naming where source > ? order by source limit ?"),
                last,
                limit);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Values {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<String> after(List<String> selects, String last, int limit) {
        String sql = "select id from ((" + String.join(") union (", selects) + ")) found order by id limit ?";
        return query(
                sql,
                statement -> {
                    int place = 1;
                    for (int i = 0; i < selects.size(); i++) {
                        statement.setString(place++, last);
                        statement.setInt(place++, limit);
                    }
                    statement.setInt(place, limit);
                },
                row -> row.getString(1));
    }

    private <T> List<T> of(String sql, Collection<String> subjects, Reader<T> reader) {
        return subjects.isEmpty()
                ? List.of()
                : query(
                        sql,
                        statement -> statement.setArray(
                                1, statement.getConnection().createArrayOf("text", subjects.toArray())),
                        reader);
    }

    private <T> List<T> query(String sql, Values values, Reader<T> reader) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            values.set(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the consents cannot be read", e);
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time.toInstant();
    }
}
