package org.sillok.erasure.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** The items of erasures. */
@ApplicationScoped
public class ErasureItemRows {
    private static final String COLUMNS =
            "item, owner_party, named, state, holds, erased_at, objects, removed, cleaned_at, cleared_at";

    /**
     * One item.
     *
     * @param named false if it goes because it was made from one that was named
     * @param holds what holds it back now
     * @param objects how many stored objects it had
     * @param removed how many of them no store shows any more
     */
    public record Line(
            String item,
            String owner,
            boolean named,
            String state,
            List<String> holds,
            @Nullable Instant erasedAt,
            @Nullable Integer objects,
            @Nullable Integer removed,
            @Nullable Instant cleanedAt,
            @Nullable Instant clearedAt) {
        public Line {
            holds = List.copyOf(holds);
        }
    }

    /** How many are how far. */
    public record Counts(int items, int blocked, int erased, int cleaned, int cleared) {}

    private final Sql sql;

    ErasureItemRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds items with their owners; one that is there already stays as it is. */
    public void add(String erasure, Map<String, String> owners, Collection<String> named) {
        List<String> items = List.copyOf(owners.keySet());
        sql.update(
                "insert into erasure_item (erasure, item, owner_party, named, state)"
                        + " select ?, n.item, n.owner, n.item = any(?),"
                        + " case when n.owner = e.owner_party then 'WAITING' else 'OF_OTHERS' end"
                        + " from unnest(?::text[], ?::text[]) as n (item, owner)"
                        + " join erasure_erasure e on e.id = ? on conflict do nothing",
                erasure,
                Sql.Texts.of(named),
                new Sql.Texts(items),
                new Sql.Texts(items.stream().map(owners::get).toList()),
                erasure);
    }

    /** In the order of their ids, from the one after {@code after} on. */
    public List<Line> page(String erasure, String after, int limit) {
        return sql.query(
                "select " + COLUMNS + " from erasure_item where erasure = ? and item > ? order by item limit ?",
                ErasureItemRows::line,
                erasure,
                after,
                limit);
    }

    /** Those that are not erased yet and are the owner's, in the order of their ids. */
    public List<String> left(String erasure) {
        return sql.query(
                "select item from erasure_item where erasure = ? and state in ('WAITING', 'HELD') order by item",
                row -> row.getString(1),
                erasure);
    }

    /** Those that are erased and were not seen to yet. */
    public List<String> uncleaned(String erasure) {
        return sql.query(
                "select item from erasure_item where erasure = ? and state = 'ERASED' and cleaned_at is null order by item",
                row -> row.getString(1),
                erasure);
    }

    /** Whether some erasure has erased it. */
    public boolean isErased(String item) {
        return !sql.query(
                        "select 1 from erasure_item where item = ? and state = 'ERASED' limit 1",
                        row -> row.getInt(1),
                        item)
                .isEmpty();
    }

    public Counts counts(String erasure) {
        return sql.query(
                        "select count(*), count(*) filter (where state in ('HELD', 'OF_OTHERS')),"
                                + " count(*) filter (where state = 'ERASED'), count(cleaned_at), count(cleared_at)"
                                + " from erasure_item where erasure = ?",
                        row -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)),
                        erasure)
                .get(0);
    }

    /** Whether one of these items is in an erasure that was confirmed and has not ended. */
    public boolean isUnderWay(Collection<String> items) {
        return !sql.query(
                        "select 1 from erasure_erasure e join erasure_item i on i.erasure = e.id"
                                + " where i.item = any(?) and e.state in ('UNDER_WAY', 'BLOCKED') limit 1",
                        row -> row.getInt(1),
                        Sql.Texts.of(items))
                .isEmpty();
    }

    /** Whether all of these items are in the erasure. */
    public boolean hasAll(String erasure, Collection<String> items) {
        return sql.query(
                        "select 1 from unnest(?::text[]) as n (item) where not exists"
                                + " (select from erasure_item i where i.erasure = ? and i.item = n.item) limit 1",
                        row -> row.getInt(1),
                        Sql.Texts.of(items),
                        erasure)
                .isEmpty();
    }

    /** Writes again that it was erased, by the tombstone that says so; it was there as well, or is added. */
    public void adopt(String erasure, String item, String owner, byte[] statement, int objects, Instant at) {
        sql.update(
                "insert into erasure_item (erasure, item, owner_party, named, state, statement, objects, erased_at)"
                        + " values (?, ?, ?, true, 'ERASED', ?, ?, ?) on conflict do nothing",
                erasure,
                item,
                owner,
                statement,
                objects,
                at);
        erased(erasure, item, statement, objects, at);
    }

    /** An erasure that is proposed or goes on and has one of these items. */
    public Optional<String> openWith(Collection<String> items) {
        return sql
                .query(
                        "select e.id from erasure_erasure e join erasure_item i on i.erasure = e.id"
                                + " where i.item = any(?) and e.state in ('PROPOSED', 'UNDER_WAY', 'BLOCKED') limit 1",
                        row -> row.getString(1),
                        Sql.Texts.of(items))
                .stream()
                .findFirst();
    }

    /**
     * Those of these items whose erasure was proposed or goes on, and which were not erased yet. One that is another
     * organisation's is not among them: that organisation erases it itself, or not.
     */
    public Set<String> openAmong(Collection<String> items) {
        return new TreeSet<>(sql.query(
                "select distinct i.item from erasure_erasure e join erasure_item i on i.erasure = e.id"
                        + " where i.item = any(?) and i.state in ('WAITING', 'HELD')"
                        + " and e.state in ('PROPOSED', 'UNDER_WAY', 'BLOCKED')",
                row -> row.getString(1),
                Sql.Texts.of(items)));
    }

    /** What another erasure has erased meanwhile is erased here as well, with the same tombstone. */
    public void takeOver(String erasure) {
        sql.update(
                "update erasure_item i set state = 'ERASED', holds = '{}', statement = o.statement, objects = o.objects,"
                        + " erased_at = o.erased_at, removed = o.removed, cleaned_at = o.cleaned_at,"
                        + " cleared_at = o.cleared_at"
                        + " from erasure_item o where i.erasure = ? and o.item = i.item and o.erasure <> i.erasure"
                        + " and o.state = 'ERASED' and i.state <> 'ERASED'",
                erasure);
    }

    /** What holds it back; nothing: it waits for its turn. */
    public void held(String erasure, String item, List<String> holds) {
        sql.update(
                "update erasure_item set state = n.state, holds = n.holds from (select ?::text, ?::text[]) as n (state, holds)"
                        + " where erasure = ? and item = ? and erasure_item.state <> 'ERASED'"
                        + " and (erasure_item.state, erasure_item.holds) is distinct from (n.state, n.holds)",
                holds.isEmpty() ? "WAITING" : "HELD",
                new Sql.Texts(holds),
                erasure,
                item);
    }

    public void erased(String erasure, String item, byte[] statement, int objects, Instant at) {
        sql.update(
                "update erasure_item set state = 'ERASED', holds = '{}', statement = ?, objects = ?, erased_at = ?"
                        + " where erasure = ? and item = ? and state <> 'ERASED'",
                statement,
                objects,
                at,
                erasure,
                item);
    }

    /** Keys of bundles went with it: what was cleared before is to be cleared again. */
    public void cleaned(String erasure, String item, int removed, Instant at) {
        sql.update(
                "update erasure_item set removed = ?, cleaned_at = ?, cleared_at = null where erasure = ? and item = ? and cleaned_at is null",
                removed,
                at,
                erasure,
                item);
    }

    /** What had been erased by {@code before} is cleared. */
    public void cleared(String erasure, Instant before, Instant at) {
        sql.update(
                "update erasure_item set cleared_at = ? where erasure = ? and erased_at <= ? and cleared_at is null"
                        + " and (cleaned_at is null or cleaned_at <= ?)",
                at,
                erasure,
                before,
                before);
    }

    private static Line line(ResultSet row) throws SQLException {
        Array holds = row.getArray("holds");
        return new Line(
                row.getString("item"),
                row.getString("owner_party"),
                row.getBoolean("named"),
                row.getString("state"),
                List.of((String[]) holds.getArray()),
                Sql.instant(row, "erased_at"),
                number(row, "objects"),
                number(row, "removed"),
                Sql.instant(row, "cleaned_at"),
                Sql.instant(row, "cleared_at"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : (Integer) value;
    }
}
