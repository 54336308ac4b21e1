package org.sillok.discovery.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The projection in plain SQL: its arrays are searched with operators of PostgreSQL's. Joins the transaction and scope of its thread. */
@ApplicationScoped
public class EntryRows {
    /** One item's row. Days are counted from 1970-01-01. */
    public record Entry(
            String item,
            String owner,
            int revision,
            String kind,
            List<String> languages,
            boolean dated,
            @Nullable Long firstDay,
            @Nullable Long lastDay,
            boolean uncertain,
            List<Long> words,
            List<Long> placeWords) {}

    /** What was found, without the words. */
    public record Found(
            String item,
            String owner,
            int revision,
            String kind,
            boolean dated,
            @Nullable Long firstDay,
            @Nullable Long lastDay,
            boolean uncertain) {}

    /** Words that all have to be there: in each list at least one set as a whole. */
    public record Words(List<List<List<Long>>> all) {}

    /**
     * What is sought. An empty collection does not restrict, but for owners.
     *
     * @param words all of them have to hold
     * @param places one of them has to hold
     */
    public record Sought(
            Collection<String> owners,
            String after,
            int limit,
            Collection<String> kinds,
            Collection<String> languages,
            boolean dated,
            @Nullable Long firstDay,
            @Nullable Long lastDay,
            List<Words> words,
            List<Words> places) {}

    private static final String FOUND =
            "select item, owner_party, revision, kind, dated, first_day, last_day, uncertain from discovery_entry";

    private final DataSource pool;

    public EntryRows(DataSource pool) {
        this.pool = pool;
    }

    /** Writes a row unless a newer one is there. */
    public void put(Entry entry) {
        run(
                "insert into discovery_entry (item, owner_party, revision, kind, languages, dated, first_day, last_day,"
                        + " uncertain, words, place_words) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (item) do update set revision = excluded.revision, kind = excluded.kind,"
                        + " languages = excluded.languages, dated = excluded.dated, first_day = excluded.first_day,"
                        + " last_day = excluded.last_day, uncertain = excluded.uncertain, words = excluded.words,"
                        + " place_words = excluded.place_words where discovery_entry.revision <= excluded.revision",
                insert -> {
                    Connection connection = insert.getConnection();
                    insert.setString(1, entry.item());
                    insert.setString(2, entry.owner());
                    insert.setInt(3, entry.revision());
                    insert.setString(4, entry.kind());
                    insert.setArray(
                            5,
                            connection.createArrayOf(
                                    "varchar", entry.languages().toArray()));
                    insert.setBoolean(6, entry.dated());
                    insert.setObject(7, entry.firstDay(), Types.BIGINT);
                    insert.setObject(8, entry.lastDay(), Types.BIGINT);
                    insert.setBoolean(9, entry.uncertain());
                    insert.setArray(
                            10, connection.createArrayOf("bigint", entry.words().toArray()));
                    insert.setArray(
                            11,
                            connection.createArrayOf(
                                    "bigint", entry.placeWords().toArray()));
                    return insert.executeUpdate();
                });
    }

    /** Removes these rows; returns how many there were. */
    public int remove(Collection<String> items) {
        return run("delete from discovery_entry where item = any(?)", delete -> {
            delete.setArray(1, delete.getConnection().createArrayOf("text", items.toArray()));
            return delete.executeUpdate();
        });
    }

    /** Rows of any owner after {@code item}, in the order of items. */
    public List<Found> after(String item, int limit) {
        return run(FOUND + " where item > ? order by item limit ?", select -> {
            select.setString(1, item);
            select.setInt(2, limit);
            return read(select);
        });
    }

    public long count() {
        return run("select count(*) from discovery_entry", select -> {
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /** The first row of each owner in the scope. */
    public List<Found> firstOfEach() {
        return run(
                FOUND.replace("select ", "select distinct on (owner_party) ") + " order by owner_party, item",
                EntryRows::read);
    }

    /** Rows that may be what is sought, in the order of items. */
    public List<Found> find(Sought sought) {
        List<Argument> arguments = new ArrayList<>();
        StringBuilder sql = new StringBuilder(FOUND).append(" where owner_party = any(?) and item > ?");
        arguments.add((select, at) -> select.setArray(at, array(select, "text", sought.owners())));
        arguments.add((select, at) -> select.setString(at, sought.after()));
        if (!sought.kinds().isEmpty()) {
            sql.append(" and kind = any(?)");
            arguments.add((select, at) -> select.setArray(at, array(select, "text", sought.kinds())));
        }
        if (!sought.languages().isEmpty()) {
            sql.append(" and languages && ?");
            arguments.add((select, at) -> select.setArray(at, array(select, "varchar", sought.languages())));
        }
        if (sought.dated()) {
            sql.append(" and dated");
        }
        day(sql, arguments, " and (last_day is null or last_day >= ?)", sought.firstDay());
        day(sql, arguments, " and (first_day is null or first_day <= ?)", sought.lastDay());
        if (!sought.words().isEmpty()) {
            sql.append(" and ").append(words("words", " and ", sought.words(), arguments));
        }
        if (!sought.places().isEmpty()) {
            sql.append(" and ").append(words("place_words", " or ", sought.places(), arguments));
        }
        sql.append(" order by item limit ?");
        arguments.add((select, at) -> select.setInt(at, sought.limit()));
        return run(sql.toString(), select -> {
            for (int i = 0; i < arguments.size(); i++) {
                arguments.get(i).set(select, i + 1);
            }
            return read(select);
        });
    }

    private static void day(StringBuilder sql, List<Argument> arguments, String condition, @Nullable Long day) {
        if (day != null) {
            sql.append(condition);
            arguments.add((select, at) -> select.setLong(at, day));
        }
    }

    private static String words(String column, String between, List<Words> all, List<Argument> arguments) {
        return all.stream()
                .map(words -> words.all().stream()
                        .map(any -> any.stream()
                                .map(set -> {
                                    arguments.add((select, at) -> select.setArray(at, array(select, "bigint", set)));
                                    return column + " @> ?";
                                })
                                .collect(Collectors.joining(" or ", "(", ")")))
                        .collect(Collectors.joining(" and ", "(", ")")))
                .collect(Collectors.joining(between, "(", ")"));
    }

    private static java.sql.Array array(PreparedStatement statement, String type, Collection<?> values)
            throws SQLException {
        return statement.getConnection().createArrayOf(type, values.toArray());
    }

    private static List<Found> read(PreparedStatement select) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Found(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getBoolean(5),
                        day(rows, 6),
                        day(rows, 7),
                        rows.getBoolean(8)));
            }
        }
        return found;
    }

    private static @Nullable Long day(ResultSet rows, int column) throws SQLException {
        long day = rows.getLong(column);
        return rows.wasNull() ? null : (Long) day;
    }

    private interface Argument {
        void set(PreparedStatement statement, int at) throws SQLException;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the table of discovery cannot be used", e);
        }
    }
}
