package org.sillok.feed.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Position;
import org.sillok.sql.Sql;

/** Reads and writes webhooks in the transaction and scope of its thread. */
@ApplicationScoped
public class WebhookRows {
    /**
     * A webhook.
     *
     * @param types empty for all
     * @param pauseReason null while it is active
     * @param failingSince null unless the last attempt failed
     */
    public record Row(
            String id,
            String party,
            Bytes sealed,
            List<String> types,
            String state,
            @Nullable String pauseReason,
            @Nullable Instant failingSince,
            Instant createdAt) {
        public Row {
            types = List.copyOf(types);
        }
    }

    private static final String ROWS =
            "select id, owner_party, sealed, types, state, pause_reason, failing_since, created_at from feed_webhook ";

    private final Sql sql;

    public WebhookRows(Sql sql) {
        this.sql = sql;
    }

    /** Makes all transactions that add a webhook of the party wait for each other, and counts the webhooks it has. */
    public int lockAndCount(String party) {
        sql.run("select pg_advisory_xact_lock(hashtextextended('sillok/webhooks/' || ?, 0))", lock -> {
            lock.setString(1, party);
            return lock.execute();
        });
        return sql.run("select count(*) from feed_webhook where owner_party = ?", select -> {
            select.setString(1, party);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Adds a webhook, which is told what happens from the horizon on. */
    public void add(Row row, String horizon) {
        sql.run(
                "insert into feed_webhook (id, owner_party, sealed, types, state, after_xact, after_id, created_at)"
                        + " values (?, ?, ?, ?, 'ACTIVE', ?::xid8, 0, ?)",
                insert -> {
                    insert.setString(1, row.id());
                    insert.setString(2, row.party());
                    insert.setBytes(3, row.sealed().toArray());
                    insert.setArray(
                            4,
                            insert.getConnection()
                                    .createArrayOf("text", row.types().toArray()));
                    insert.setString(5, horizon);
                    insert.setTimestamp(6, Timestamp.from(row.createdAt()));
                    return insert.executeUpdate();
                });
    }

    public Optional<Row> ofOwner(String id, String party) {
        return select("where id = ? and owner_party = ?", select -> {
                    select.setString(1, id);
                    select.setString(2, party);
                })
                .stream()
                .findFirst();
    }

    /** The same, held against others until the end of the transaction. */
    public Optional<Row> ofOwnerForUpdate(String id, String party) {
        return select("where id = ? and owner_party = ? for update", select -> {
                    select.setString(1, id);
                    select.setString(2, party);
                })
                .stream()
                .findFirst();
    }

    /** One of any party's. */
    public Optional<Row> find(String id) {
        return select("where id = ?", select -> select.setString(1, id)).stream()
                .findFirst();
    }

    /** One of any party's, held against others until the end of the transaction. */
    public Optional<Row> findForUpdate(String id) {
        return select("where id = ? for update", select -> select.setString(1, id)).stream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Row> page(String party, @Nullable Position after, int limit) {
        if (after == null) {
            return select("where owner_party = ? order by created_at, id limit ?", select -> {
                select.setString(1, party);
                select.setInt(2, limit);
            });
        }
        return select("where owner_party = ? and (created_at, id) > (?, ?) order by created_at, id limit ?", select -> {
            select.setString(1, party);
            select.setTimestamp(2, Timestamp.from(after.time()));
            select.setString(3, after.id());
            select.setInt(4, limit);
        });
    }

    public void remove(String id) {
        sql.run("delete from feed_webhook where id = ?", delete -> {
            delete.setString(1, id);
            return delete.executeUpdate();
        });
    }

    public void seal(String id, Bytes sealed) {
        sql.run("update feed_webhook set sealed = ? where id = ?", update -> {
            update.setBytes(1, sealed.toArray());
            update.setString(2, id);
            return update.executeUpdate();
        });
    }

    /** Pauses a webhook, or serves it again: then it begins without failures. */
    public void state(String id, @Nullable String pauseReason) {
        sql.run(
                "update feed_webhook set state = case when ?::text is null then 'ACTIVE' else 'PAUSED' end,"
                        + " pause_reason = ?, failing_since = case when ?::text is null then null else failing_since end"
                        + " where id = ?",
                update -> {
                    update.setString(1, pauseReason);
                    update.setString(2, pauseReason);
                    update.setString(3, pauseReason);
                    update.setString(4, id);
                    return update.executeUpdate();
                });
    }

    public void failingSince(String id, @Nullable Instant since) {
        sql.run("update feed_webhook set failing_since = ? where id = ?", update -> {
            update.setTimestamp(1, since == null ? null : Timestamp.from(since));
            update.setString(2, id);
            return update.executeUpdate();
        });
    }

    /** How many webhooks there are in a state. */
    public long count(String state) {
        return sql.run("select count(*) from feed_webhook where state = ?", select -> {
            select.setString(1, state);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private interface Values {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<Row> select(String where, Values values) {
        return sql.run(ROWS + where, select -> {
            values.set(select);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp failing = row.getTimestamp(7);
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            Bytes.of(row.getBytes(3)),
                            Arrays.asList((String[]) row.getArray(4).getArray()),
                            row.getString(5),
                            row.getString(6),
                            failing == null ? null : failing.toInstant(),
                            row.getTimestamp(8).toInstant()));
                }
            }
            return rows;
        });
    }
}
