package org.sillok.feed.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.core.Told;
import org.sillok.kernel.Position;
import org.sillok.sql.Sql;

/**
 * Reads and writes deliveries in the transaction and scope of its thread. An attempt is known by webhook, event and its
 * number: what an attempt that lost its lease writes, changes nothing. Leases are measured by the database's clock, which all
 * replicas share.
 */
@ApplicationScoped
public class DeliveryRows {
    /**
     * A delivery.
     *
     * @param attempts how many were begun
     * @param nextAttempt null if there will be none
     * @param status the last answer's; null if there was none
     * @param problem of the last attempt; null if there was none
     */
    public record Row(
            String webhook,
            Told told,
            String state,
            int attempts,
            @Nullable Instant nextAttempt,
            @Nullable Integer status,
            @Nullable String problem,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    private static final String COLUMNS =
            "webhook, event, happening, subject, happened_at, state, attempts, next_attempt,"
                    + " status, problem, created_at, ended_at";
    // An organisation whose receivers are slow occupies so many attempts at a time, and no more.
    private static final String CLAIM = "update feed_delivery set attempts = attempts + 1,"
            + " lease_until = clock_timestamp() + make_interval(secs => ?) where (webhook, event) = ("
            + "select d.webhook, d.event from feed_delivery d where d.state = 'WAITING' and d.next_attempt <= ?"
            + " and (d.lease_until is null or d.lease_until < clock_timestamp())"
            + " and exists (select from feed_webhook w where w.id = d.webhook and w.state = 'ACTIVE')"
            + " and exists (select from identity_party p where p.id = d.owner_party and p.status = 'ACTIVE')"
            + " and d.owner_party not in (select o.owner_party from feed_delivery o where o.state = 'WAITING'"
            + " and o.lease_until >= clock_timestamp() group by o.owner_party having count(*) >= ?)"
            + " order by d.next_attempt, d.created_at, d.event limit 1 for update skip locked) returning " + COLUMNS;
    private static final String DUE = "select w.id from feed_webhook w where w.state = 'ACTIVE' and exists (select from"
            + " feed_event e where e.party = w.owner_party and (e.xact, e.id) > (w.after_xact, w.after_id)"
            + " and e.xact < ?::xid8)";
    // One statement: which events become deliveries, and how far the webhook is then.
    private static final String SPREAD = "with w as (select * from feed_webhook where id = ? and state = 'ACTIVE'"
            + " for update skip locked),"
            + " fresh as (select e.* from w join feed_event e on e.party = w.owner_party"
            + " and (e.xact, e.id) > (w.after_xact, w.after_id) and e.xact < ?::xid8 order by e.xact, e.id limit ?),"
            + " added as (insert into feed_delivery (webhook, event, owner_party, happening, subject, happened_at, state,"
            + " attempts, next_attempt, created_at) select w.id, f.event, w.owner_party, f.happening, f.subject,"
            + " f.happened_at, 'WAITING', 0, ?, ? from w, fresh f"
            + " where cardinality(w.types) = 0 or f.happening = any (w.types) on conflict do nothing)"
            + " update feed_webhook set after_xact = l.xact, after_id = l.id from"
            + " (select xact, id from fresh order by xact desc, id desc limit 1) l"
            + " where feed_webhook.id in (select id from w)";

    private final Sql sql;

    public DeliveryRows(Sql sql) {
        this.sql = sql;
    }

    /** The active webhooks for which there are events below the horizon that they were not told. */
    public List<String> behind(String horizon) {
        return sql.run(DUE, select -> {
            select.setString(1, horizon);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        });
    }

    /** Makes up to {@code limit} of the webhook's next events deliveries, unless another replica is at it. */
    public void spread(String webhook, String horizon, int limit, Instant now) {
        sql.run(SPREAD, update -> {
            update.setString(1, webhook);
            update.setString(2, horizon);
            update.setInt(3, limit);
            update.setTimestamp(4, Timestamp.from(now));
            update.setTimestamp(5, Timestamp.from(now));
            return update.executeUpdate();
        });
    }

    /** One delivery that is due at once. */
    public void add(String webhook, String party, Told told, Instant now) {
        sql.run(
                "insert into feed_delivery (webhook, event, owner_party, happening, subject, happened_at, state, attempts,"
                        + " next_attempt, created_at) values (?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, ?)",
                insert -> {
                    insert.setString(1, webhook);
                    insert.setString(2, told.event());
                    insert.setString(3, party);
                    insert.setString(4, told.type());
                    insert.setString(5, told.subject());
                    insert.setTimestamp(6, Timestamp.from(told.time()));
                    insert.setTimestamp(7, Timestamp.from(now));
                    insert.setTimestamp(8, Timestamp.from(now));
                    return insert.executeUpdate();
                });
    }

    /** Whether a delivery of this type waits. */
    public boolean waits(String webhook, String happening) {
        return sql.run(
                "select exists (select from feed_delivery where webhook = ? and happening = ? and state = 'WAITING')",
                select -> {
                    select.setString(1, webhook);
                    select.setString(2, happening);
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        return row.getBoolean(1);
                    }
                });
    }

    /** Begins an attempt at what is due longest, if there is anything that nobody is at. */
    public List<Row> claim(Instant now, Duration lease, int most) {
        return sql.run(CLAIM, update -> {
            update.setDouble(1, lease.toMillis() / 1000.0);
            update.setTimestamp(2, Timestamp.from(now));
            update.setInt(3, most);
            return rows(update);
        });
    }

    /** Ends an attempt; false if another attempt has taken over, or the delivery is gone. */
    public boolean end(Row row) {
        return sql.run(
                "update feed_delivery set state = ?, next_attempt = ?, status = ?, problem = ?, ended_at = ?,"
                        + " lease_until = null where webhook = ? and event = ? and attempts = ? and state = 'WAITING'",
                update -> {
                    update.setString(1, row.state());
                    update.setTimestamp(2, timestamp(row.nextAttempt()));
                    update.setObject(3, row.status(), Types.INTEGER);
                    update.setString(4, row.problem());
                    update.setTimestamp(5, timestamp(row.endedAt()));
                    update.setString(6, row.webhook());
                    update.setString(7, row.told().event());
                    update.setInt(8, row.attempts());
                    return update.executeUpdate() == 1;
                });
    }

    /** What waits is due now. */
    public void hurry(String webhook, Instant now) {
        sql.run("update feed_delivery set next_attempt = ? where webhook = ? and state = 'WAITING'", update -> {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, webhook);
            return update.executeUpdate();
        });
    }

    /** Newest first. */
    public List<Row> page(String webhook, @Nullable String state, @Nullable Position after, int limit) {
        return sql.run(
                "select " + COLUMNS + " from feed_delivery where webhook = ? and (?::text is null or state = ?)"
                        + " and (?::timestamptz is null or (created_at, event) < (?, ?))"
                        + " order by created_at desc, event desc limit ?",
                select -> {
                    select.setString(1, webhook);
                    select.setString(2, state);
                    select.setString(3, state);
                    select.setTimestamp(4, after == null ? null : Timestamp.from(after.time()));
                    select.setTimestamp(5, after == null ? null : Timestamp.from(after.time()));
                    select.setString(6, after == null ? null : after.id());
                    select.setInt(7, limit);
                    return rows(select);
                });
    }

    /** Forgets up to {@code limit} deliveries that ended before a time; returns how many. */
    public int sweep(Instant before, int limit) {
        return sql.run(
                "delete from feed_delivery where (webhook, event) in (select webhook, event from feed_delivery"
                        + " where state <> 'WAITING' and ended_at < ? order by ended_at limit ?)",
                delete -> {
                    delete.setTimestamp(1, Timestamp.from(before));
                    delete.setInt(2, limit);
                    return delete.executeUpdate();
                });
    }

    /** How many deliveries there are in a state. */
    public long count(String state) {
        return sql.run("select count(*) from feed_delivery where state = ?", select -> {
            select.setString(1, state);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int status = row.getInt(9);
                boolean none = row.wasNull();
                rows.add(new Row(
                        row.getString(1),
                        new Told(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant()),
                        row.getString(6),
                        row.getInt(7),
                        instant(row.getTimestamp(8)),
                        none ? null : status,
                        row.getString(10),
                        row.getTimestamp(11).toInstant(),
                        instant(row.getTimestamp(12))));
            }
        }
        return rows;
    }
}
