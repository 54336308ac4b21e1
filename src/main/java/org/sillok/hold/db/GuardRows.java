package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** What holds items back, in one look, whatever the scope may see. Joins the transaction of its thread. */
@ApplicationScoped
public class GuardRows {
    /**
     * One thing that holds one item back.
     *
     * @param kind the name of a kind of hold or of a level of withdrawal
     * @param id the hold or the withdrawal
     * @param until when a hold ends by itself; null if it does not
     */
    public record Row(
            String item, String kind, String id, @Nullable Instant until) {}

    private final Sql sql;

    GuardRows(Sql sql) {
        this.sql = sql;
    }

    /** In the order of items and ids. One query however many items there are. */
    public List<Row> of(Collection<String> items) {
        return sql.query(
                "select item, kind, id, until from sillok.held_back(?) order by item, kind, id",
                row -> new Row(
                        row.getString("item"), row.getString("kind"), row.getString("id"), Sql.instant(row, "until")),
                Sql.Texts.of(items));
    }
}
