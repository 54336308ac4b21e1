package org.sillok.succession.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** The items of attempts to write packages. */
@ApplicationScoped
public class PackedItemRows {
    /**
     * An item.
     *
     * @param withheld why it is not in the package
     * @param seq number of the last statement of its that is in the package, with the statement's digest
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Line(
            String item,
            @Nullable String withheld,
            @Nullable Long seq,
            byte @Nullable [] head,
            @Nullable Instant handedOverAt) {}

    private final Sql sql;

    PackedItemRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds an item that is to go, or to stay. */
    public void add(String succession, int export, String owner, String item, @Nullable String withheld) {
        sql.update(
                "insert into succession_item (succession, export, item, owner_party, withheld) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                succession,
                export,
                item,
                owner,
                withheld);
    }

    public void packed(String succession, int export, String item, long seq, byte[] head) {
        sql.update(
                "update succession_item set seq = ?, head = ? where succession = ? and export = ? and item = ?",
                seq,
                head,
                succession,
                export,
                item);
    }

    public void handedOver(String succession, int export, String item, Instant at) {
        sql.update(
                "update succession_item set handed_over_at = ? where succession = ? and export = ? and item = ?"
                        + " and handed_over_at is null",
                at,
                succession,
                export,
                item);
    }

    /** In the order of their ids, from the one after {@code after} on. */
    public List<Line> page(String succession, int export, String after, int limit) {
        return sql.query(
                "select item, withheld, seq, head, handed_over_at from succession_item"
                        + " where succession = ? and export = ? and item > ? order by item limit ?",
                PackedItemRows::line,
                succession,
                export,
                after,
                limit);
    }

    /** Those that stay, by id. */
    public List<Line> withheld(String succession, int export, int limit) {
        return sql.query(
                "select item, withheld, seq, head, handed_over_at from succession_item"
                        + " where succession = ? and export = ? and withheld is not null order by item limit ?",
                PackedItemRows::line,
                succession,
                export,
                limit);
    }

    /** Those whose records do not say yet that they were handed over. */
    public List<Line> left(String succession, int export, int limit) {
        return sql.query(
                "select item, withheld, seq, head, handed_over_at from succession_item"
                        + " where succession = ? and export = ? and handed_over_at is null and withheld is null"
                        + " order by item limit ?",
                PackedItemRows::line,
                succession,
                export,
                limit);
    }

    /** How many there are, and how many of them go. */
    public record Counts(int items, int going) {}

    public Counts counts(String succession, int export) {
        return sql.query(
                        "select count(*), count(*) filter (where withheld is null) from succession_item"
                                + " where succession = ? and export = ?",
                        row -> new Counts(row.getInt(1), row.getInt(2)),
                        succession,
                        export)
                .get(0);
    }

    private static Line line(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        boolean packed = !row.wasNull();
        return new Line(
                row.getString("item"),
                row.getString("withheld"),
                packed ? (Long) seq : null,
                row.getBytes("head"),
                Sql.instant(row, "handed_over_at"));
    }
}
