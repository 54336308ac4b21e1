package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.sillok.sql.Sql;

/** Bundles by an item that was erased. */
@ApplicationScoped
public class ErasedRows {
    private static final String OF =
            " from bundle_bundle b where exists (select from bundle_item i" + " where i.bundle = b.id and i.item = ?)";

    private final Sql sql;

    public ErasedRows(Sql sql) {
        this.sql = sql;
    }

    /** The time of those that are kept for handing over ends at {@code at}, if not before. In the order of their ids. */
    public void over(String item, Instant at) {
        List<String> kept = sql.query(
                "select id" + OF + " and state in ('SEALED', 'READY') and expires_at > ? order by id for update",
                row -> row.getString(1),
                item,
                at);
        kept.forEach(id -> sql.update("update bundle_bundle set expires_at = ? where id = ?", at, id));
    }

    public List<String> open(String item) {
        return sql.query("select id" + OF + " and ended_at is null order by id", row -> row.getString(1), item);
    }

    public List<String> ended(String item) {
        return sql.query("select id" + OF + " and ended_at is not null order by id", row -> row.getString(1), item);
    }
}
