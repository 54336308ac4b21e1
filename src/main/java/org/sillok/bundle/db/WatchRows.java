package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** What was handed over, how far the look at it has come, and what it found; in the transaction and scope of the thread. */
@ApplicationScoped
public class WatchRows {
    /** How far a round has come; {@code endedAt} is null while it goes on. */
    public record Place(
            String bundle,
            int number,
            Instant begunAt,
            @Nullable Instant endedAt) {}

    /** One version that was handed over. */
    public record Line(
            String bundle,
            int number,
            String item,
            int version,
            String holder,
            String request,
            int revision,
            String recipient) {}

    /** Something that would not be permitted any more. */
    public record Finding(
            String id,
            String bundle,
            String item,
            int version,
            String holder,
            String recipient,
            String outcome,
            Instant since) {}

    // Nothing is sent before it is accepted. Whether all of a part was sent is not asked: who leaves out the last byte
    // of each
    // has it all the same.
    private static final String HANDED_OVER = "select i.bundle, i.number, i.item, i.version, i.holder, b.request,"
            + " b.revision, b.owner_party from bundle_item i join bundle_bundle b on b.id = i.bundle"
            + " where b.sealed_at is not null and b.accepted_at is not null"
            + " and (i.bundle, i.number) > (?, ?) order by i.bundle, i.number limit ?";

    private final Sql sql;

    public WatchRows(Sql sql) {
        this.sql = sql;
    }

    /** Where the look stands, for whoever takes the next step; empty while another replica does. */
    public Optional<Place> lock() {
        sql.update("insert into bundle_watch (bundle, number, begun_at, ended_at) values ('', 0, 'epoch', 'epoch')"
                + " on conflict do nothing");
        return sql
                .query(
                        "select bundle, number, begun_at, ended_at from bundle_watch for update skip locked",
                        row -> new Place(
                                row.getString("bundle"),
                                row.getInt("number"),
                                Objects.requireNonNull(Sql.instant(row, "begun_at")),
                                Sql.instant(row, "ended_at")))
                .stream()
                .findFirst();
    }

    public void begin(Instant now) {
        sql.update("update bundle_watch set bundle = '', number = 0, begun_at = ?, ended_at = null", now);
    }

    public void move(String bundle, int number) {
        sql.update("update bundle_watch set bundle = ?, number = ?", bundle, number);
    }

    public void end(Instant now) {
        sql.update("update bundle_watch set ended_at = ?", now);
    }

    /** What was handed over, after that item of that bundle. */
    public List<Line> after(String bundle, int number, int limit) {
        return sql.query(
                HANDED_OVER,
                row -> new Line(
                        row.getString("bundle"),
                        row.getInt("number"),
                        row.getString("item"),
                        row.getInt("version"),
                        row.getString("holder"),
                        row.getString("request"),
                        row.getInt("revision"),
                        row.getString("owner_party")),
                bundle,
                number,
                limit);
    }

    /** The numbers of a bundle's items that stand as not permitted any more. */
    public Set<Integer> open(String bundle) {
        return Set.copyOf(sql.query(
                "select number from bundle_no_longer where bundle = ? and ended_at is null",
                row -> row.getInt(1),
                bundle));
    }

    /** Whether something of that holder in that bundle stands as not permitted any more. */
    public boolean isOpen(String bundle, String holder) {
        return !sql.query(
                        "select number from bundle_no_longer where bundle = ? and owner_party = ? and ended_at is null"
                                + " limit 1",
                        row -> row.getInt(1),
                        bundle,
                        holder)
                .isEmpty();
    }

    public void found(String id, Line line, String outcome, Instant now) {
        sql.update(
                "insert into bundle_no_longer (id, bundle, number, item, version, owner_party, recipient, outcome, since)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                line.bundle(),
                line.number(),
                line.item(),
                line.version(),
                line.holder(),
                line.recipient(),
                outcome,
                now);
    }

    /** It would be permitted again. */
    public void again(String bundle, int number, Instant now) {
        sql.update(
                "update bundle_no_longer set ended_at = ? where bundle = ? and number = ? and ended_at is null",
                now,
                bundle,
                number);
    }

    /** What stands, oldest first: all, or that of one holder. */
    public List<Finding> page(@Nullable String holder, @Nullable Instant afterTime, String after, int limit) {
        return sql.query(
                "select id, bundle, item, version, owner_party, recipient, outcome, since from bundle_no_longer"
                        + " where ended_at is null and (cast(? as text) is null or owner_party = ?)"
                        + " and (cast(? as timestamptz) is null or (since, id) > (?, ?))"
                        + " order by since, id limit ?",
                WatchRows::finding,
                holder,
                holder,
                afterTime,
                afterTime,
                after,
                limit);
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                row.getString("id"),
                row.getString("bundle"),
                row.getString("item"),
                row.getInt("version"),
                row.getString("owner_party"),
                row.getString("recipient"),
                row.getString("outcome"),
                Objects.requireNonNull(Sql.instant(row, "since")));
    }
}
