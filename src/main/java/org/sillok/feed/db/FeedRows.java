package org.sillok.feed.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.feed.core.Told;
import org.sillok.sql.Sql;

/**
 * Writes and reads events in the transaction of its thread. They are read in the order (transaction, number), up to a
 * horizon: the oldest transaction that runs. What is below it is complete, and nothing is ever added there.
 */
@ApplicationScoped
public class FeedRows {
    /** A place in the order of events. */
    public record Place(String xact, long id) {
        /** Before all events. */
        public static final Place BEGINNING = new Place("0", 0);
    }

    /** Somebody who waits for events of a party after a place. */
    public record Wish(String party, Place after) {}

    private static final String TOLD = "select event, happening, subject, happened_at from feed_event ";

    private final Sql sql;

    public FeedRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String event, String party, String happening, String subject) {
        sql.run(
                "insert into feed_event (event, party, happening, subject, happened_at)"
                        + " values (?, ?, ?, ?, date_trunc('milliseconds', now()))",
                insert -> {
                    insert.setString(1, event);
                    insert.setString(2, party);
                    insert.setString(3, happening);
                    insert.setString(4, subject);
                    return insert.executeUpdate();
                });
    }

    /** The oldest transaction that runs, or the next one: everything below it has ended. */
    public String horizon() {
        return sql.run("select pg_snapshot_xmin(pg_current_snapshot())::text", select -> {
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        });
    }

    /** Where an event of the party stands; empty if there is no such event, or not any more. */
    public Optional<Place> place(String party, String event) {
        return sql.run("select xact::text, id from feed_event where party = ? and event = ?", select -> {
            select.setString(1, party);
            select.setString(2, event);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Place(row.getString(1), row.getLong(2))) : Optional.empty();
            }
        });
    }

    /** Oldest first. */
    public List<Told> page(String party, Collection<String> types, Place after, String horizon, int limit) {
        return sql.run(
                TOLD + "where party = ? and (xact, id) > (?::xid8, ?) and xact < ?::xid8"
                        + " and (cardinality(?) = 0 or happening = any (?)) order by xact, id limit ?",
                select -> {
                    select.setString(1, party);
                    select.setString(2, after.xact());
                    select.setLong(3, after.id());
                    select.setString(4, horizon);
                    select.setArray(5, select.getConnection().createArrayOf("text", types.toArray()));
                    select.setArray(6, select.getConnection().createArrayOf("text", types.toArray()));
                    select.setInt(7, limit);
                    return told(select);
                });
    }

    /** The newest event of the party below the horizon. */
    public Optional<Told> newest(String party, String horizon) {
        return sql
                .run(TOLD + "where party = ? and xact < ?::xid8 order by xact desc, id desc limit 1", select -> {
                    select.setString(1, party);
                    select.setString(2, horizon);
                    return told(select);
                })
                .stream()
                .findFirst();
    }

    /** The numbers of those wishes that can be met. One query for all who wait. */
    public Set<Integer> met(List<Wish> wishes) {
        return sql.run(
                "select w.n from unnest(?::text[], ?::text[], ?::bigint[]) with ordinality as w (party, xact, id, n)"
                        + " where exists (select from feed_event e where e.party = w.party"
                        + " and (e.xact, e.id) > (w.xact::xid8, w.id)"
                        + " and e.xact < pg_snapshot_xmin(pg_current_snapshot()))",
                select -> {
                    select.setArray(1, array(select, wishes.stream().map(Wish::party)));
                    select.setArray(
                            2,
                            array(
                                    select,
                                    wishes.stream().map(wish -> wish.after().xact())));
                    select.setArray(
                            3,
                            select.getConnection()
                                    .createArrayOf(
                                            "bigint",
                                            wishes.stream()
                                                    .map(wish -> wish.after().id())
                                                    .toArray()));
                    Set<Integer> met = new HashSet<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            met.add(rows.getInt(1) - 1);
                        }
                    }
                    return met;
                });
    }

    /**
     * Forgets up to {@code limit} events from before a time; the newest of each party stays, so that a reader who has seen
     * everything can go on from it. Returns how many went.
     */
    public int sweep(Instant before, int limit) {
        return sql.run(
                "delete from feed_event where id in (select e.id from feed_event e where e.happened_at < ?"
                        + " and exists (select from feed_event l where l.party = e.party and (l.xact, l.id) > (e.xact, e.id))"
                        + " order by e.happened_at limit ?)",
                delete -> {
                    delete.setTimestamp(1, Timestamp.from(before));
                    delete.setInt(2, limit);
                    return delete.executeUpdate();
                });
    }

    private static Array array(PreparedStatement statement, Stream<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static List<Told> told(PreparedStatement select) throws SQLException {
        List<Told> told = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                told.add(new Told(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getTimestamp(4).toInstant()));
            }
        }
        return told;
    }
}
