package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Holds on items as an inspector reads them: those that were placed. Joins the transaction and the scope of its thread. */
@ApplicationScoped
public class StoredHolds {
    /**
     * One item of a hold that was placed.
     *
     * @param settled whether it was placed so long ago that a statement must say so by now
     * @param ended whether it was lifted so long ago
     */
    public record Row(
            String item,
            String hold,
            String owner,
            String kind,
            @Nullable Instant until,
            boolean lifted,
            boolean settled,
            boolean ended) {}

    // Of many items the statements follow the rows: only one of yesterday must have its statement.
    private static final String YESTERDAY = "now() - interval '1 day'";

    private final Sql sql;

    StoredHolds(Sql sql) {
        this.sql = sql;
    }

    /** All holds that were placed on these items. One query however many there are. */
    public List<Row> of(Collection<String> items) {
        return sql.query(
                "select i.item, i.hold, i.owner_party, h.kind, h.valid_until, h.state = 'LIFTED' as lifted, h.placed_at < "
                        + YESTERDAY + " as settled, coalesce(h.ended_at < " + YESTERDAY + ", false) as ended"
                        + " from hold_item i join hold_hold h on h.id = i.hold"
                        + " where i.item = any (?) and h.placed_at is not null order by i.item, i.hold",
                row -> new Row(
                        row.getString("item"),
                        row.getString("hold"),
                        row.getString("owner_party"),
                        row.getString("kind"),
                        Sql.instant(row, "valid_until"),
                        row.getBoolean("lifted"),
                        row.getBoolean("settled"),
                        row.getBoolean("ended")),
                Sql.Texts.of(items));
    }

    /** Items with a hold that was placed more than a day ago, after {@code last}, in their order. */
    public List<String> itemsAfter(String last, int limit) {
        return sql.query(
                "select distinct i.item from hold_item i join hold_hold h on h.id = i.hold where i.item > ?"
                        + " and h.placed_at < " + YESTERDAY + " order by i.item limit ?",
                row -> row.getString(1),
                last,
                limit);
    }
}
