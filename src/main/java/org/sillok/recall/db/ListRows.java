package org.sillok.recall.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sillok.sql.Sql;

/** The recall lists as they were published, and what the next one is made of. */
@ApplicationScoped
public class ListRows {
    /** A list: its exact bytes, and who signed them. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Row(
            long number, byte[] bytes, byte[] signature, byte[] publicKey, Instant thisUpdate, Instant nextUpdate) {}

    /** One item that is called back, in one notice. */
    public record Recalled(String notice, String bundle, String level, Instant since, int number) {}

    private final Sql sql;

    public ListRows(Sql sql) {
        this.sql = sql;
    }

    /** From here until the transaction ends nobody else issues a list. */
    public void lock() {
        sql.query("select 1 from pg_advisory_xact_lock(hashtext('sillok.recall.list'))", row -> row.getInt(1));
    }

    /** The number of the newest list; 0 if there is none. */
    public long newestNumber() {
        return sql.query("select coalesce(max(number), 0) from recall_list", row -> row.getLong(1))
                .get(0);
    }

    public Optional<Row> newest() {
        return sql.query("select * from recall_list order by number desc limit 1", ListRows::row).stream()
                .findFirst();
    }

    /** Whether something was called back, or is not any more, after this time. For the system's scope. */
    public boolean hasChangedSince(Instant time) {
        return !sql.query(
                        "select 1 from recall_notice where issued_at > ? or lifted_at > ? limit 1",
                        row -> row.getInt(1),
                        time,
                        time)
                .isEmpty();
    }

    public Optional<Row> find(long number) {
        return sql.query("select * from recall_list where number = ?", ListRows::row, number).stream()
                .findFirst();
    }

    public void add(Row row) {
        sql.update(
                "insert into recall_list (number, bytes, signature, public_key, this_update, next_update)"
                        + " values (?, ?, ?, ?, ?, ?)",
                row.number(),
                row.bytes(),
                row.signature(),
                row.publicKey(),
                row.thisUpdate(),
                row.nextUpdate());
    }

    /** Everything that is called back now, notice by notice, in the order of numbers. For the system's scope. */
    public List<Recalled> recalled() {
        return sql.query(
                "select n.id, n.bundle, o.level, n.issued_at, i.number from recall_notice n"
                        + " join recall_order o on o.withdrawal = n.withdrawal join recall_item i on i.notice = n.id"
                        + " where n.lifted_at is null order by n.id, i.number",
                row -> new Recalled(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Objects.requireNonNull(Sql.instant(row, "issued_at")),
                        row.getInt(5)));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("number"),
                row.getBytes("bytes"),
                row.getBytes("signature"),
                row.getBytes("public_key"),
                Objects.requireNonNull(Sql.instant(row, "this_update")),
                Objects.requireNonNull(Sql.instant(row, "next_update")));
    }
}
