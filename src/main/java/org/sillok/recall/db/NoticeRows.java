package org.sillok.recall.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/**
 * Recall notices. What is written about one is written by whoever has locked its row. Every call sees the rows of its scope
 * only.
 */
@ApplicationScoped
public class NoticeRows {
    private static final String COLUMNS =
            "n.id, n.withdrawal, n.bundle, n.owner_party, n.ordered_by, n.digest, n.issued_at, n.respond_by, n.delivered_at,"
                    + " n.reminded_at, n.overdue_at, n.overdue, n.due_at, n.answers, n.answer, n.ground, n.answered_at,"
                    + " n.lifted_at";

    /** A notice that is being issued. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be stored; nobody compares it
    public record NewNotice(
            String id,
            String withdrawal,
            String bundle,
            String recipient,
            String orderedBy,
            byte[] sealed,
            byte[] digest,
            Instant issuedAt,
            Instant respondBy,
            Instant dueAt) {}

    /**
     * A notice without its sealed bytes.
     *
     * @param overdue how often it was said that the time is over
     * @param dueAt when to look again
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Head(
            String id,
            String withdrawal,
            String bundle,
            String recipient,
            String orderedBy,
            byte[] digest,
            Instant issuedAt,
            Instant respondBy,
            @Nullable Instant deliveredAt,
            @Nullable Instant remindedAt,
            @Nullable Instant overdueAt,
            int overdue,
            @Nullable Instant dueAt,
            int answers,
            @Nullable String answer,
            @Nullable String ground,
            @Nullable Instant answeredAt,
            @Nullable Instant liftedAt) {}

    /** One version under its number. */
    public record Item(int number, String item, int version, String holder) {}

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     * @param received whether those to {@code me} are shown
     * @param owned whether those about what {@code me} withdrew, or about its material, are shown
     */
    public record Page(
            String me,
            boolean all,
            boolean received,
            boolean owned,
            String bundle,
            String withdrawal,
            boolean newestFirst,
            @Nullable Instant afterTime,
            String afterId,
            int limit) {}

    private final Sql sql;

    public NoticeRows(Sql sql) {
        this.sql = sql;
    }

    public void add(NewNotice notice, List<Item> items) {
        sql.update(
                "insert into recall_notice (id, withdrawal, bundle, owner_party, ordered_by, sealed, digest, issued_at,"
                        + " respond_by, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                notice.id(),
                notice.withdrawal(),
                notice.bundle(),
                notice.recipient(),
                notice.orderedBy(),
                notice.sealed(),
                notice.digest(),
                notice.issuedAt(),
                notice.respondBy(),
                notice.dueAt());
        sql.batch(
                "insert into recall_item (notice, number, item, version, holder) values (?, ?, ?, ?, ?)",
                items,
                (insert, item) ->
                        Sql.set(insert, notice.id(), item.number(), item.item(), item.version(), item.holder()));
    }

    public Optional<Head> find(String id) {
        return sql.query("select " + COLUMNS + " from recall_notice n where id = ?", NoticeRows::head, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Head> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from recall_notice n where id = ? for update", NoticeRows::head, id)
                .stream()
                .findFirst();
    }

    /** The signed notice, sealed. */
    public Optional<byte[]> sealed(String id) {
        return sql.query("select sealed from recall_notice where id = ?", row -> row.getBytes(1), id).stream()
                .findFirst();
    }

    public List<Head> page(Page page) {
        String order = page.newestFirst() ? "desc" : "asc";
        return sql.query(
                "select " + COLUMNS
                        + " from recall_notice n where (? or (? and n.owner_party = ?) or (? and (n.ordered_by = ?"
                        // Whose material is called back by another is not told by which withdrawal.
                        + " or (? = '' and exists (select from recall_item i where i.notice = n.id and i.holder = ?)))))"
                        + " and (? = '' or n.bundle = ?) and (? = '' or n.withdrawal = ?)"
                        + " and (? = '' or (n.issued_at, n.id) " + (page.newestFirst() ? "<" : ">")
                        + " (cast(? as timestamptz), ?)) order by n.issued_at " + order + ", n.id " + order
                        + " limit ?",
                NoticeRows::head,
                page.all(),
                page.received(),
                page.me(),
                page.owned(),
                page.me(),
                page.withdrawal(),
                page.me(),
                page.bundle(),
                page.bundle(),
                page.withdrawal(),
                page.withdrawal(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    /** The notices of a withdrawal, in the order of recipients and bundles. */
    public List<Head> ofWithdrawal(String withdrawal) {
        return sql.query(
                "select " + COLUMNS + " from recall_notice n where withdrawal = ? order by owner_party, bundle",
                NoticeRows::head,
                withdrawal);
    }

    /** How many items it calls back; with {@code holder} not empty, how many of that one's. */
    public int items(String id, String holder) {
        return sql.query(
                        "select count(*) from recall_item where notice = ? and (? = '' or holder = ?)",
                        row -> row.getInt(1),
                        id,
                        holder,
                        holder)
                .get(0);
    }

    /** Whose material it calls back, in the order of their ids. */
    public List<String> holders(String id) {
        return sql.query(
                "select distinct holder from recall_item where notice = ? order by holder",
                row -> row.getString(1),
                id);
    }

    /** What the recipient of a bundle says it has destroyed or returned. After the recall was lifted it may have loaded it again. */
    public List<Item> gone(String bundle) {
        return sql.query(
                "select distinct i.number, i.item, i.version, i.holder from recall_notice n"
                        + " join recall_order o on o.withdrawal = n.withdrawal join recall_item i on i.notice = n.id"
                        + " where n.bundle = ? and o.asked in ('DESTROY', 'RETURN') and n.answer = 'COMPLIED' and n.lifted_at is null"
                        + " order by i.number",
                row -> new Item(row.getInt(1), row.getString(2), row.getInt(3), row.getString(4)),
                bundle);
    }

    /** Those of which something may be due, in the order of their ids, from the one after {@code after} on. */
    public List<String> due(Instant now, String after, int limit) {
        return sql.query(
                "select id from recall_notice where due_at <= ? and id > ? order by id limit ?",
                row -> row.getString(1),
                now,
                after,
                limit);
    }

    /** The recipient has loaded it. The first time counts; false if it had before. */
    public boolean delivered(String id, Instant at) {
        return sql.update("update recall_notice set delivered_at = ? where id = ? and delivered_at is null", at, id)
                == 1;
    }

    public void reminded(String id, Instant at, Instant dueAt) {
        sql.update("update recall_notice set reminded_at = ?, due_at = ? where id = ?", at, dueAt, id);
    }

    public void overdue(String id, Instant at, Instant dueAt) {
        sql.update(
                "update recall_notice set overdue_at = ?, overdue = overdue + 1, due_at = ? where id = ?",
                at,
                dueAt,
                id);
    }

    public void answered(String id, int number, String answer, @Nullable String ground, Instant at) {
        sql.update(
                "update recall_notice set answers = ?, answer = ?, ground = ?, answered_at = ?, due_at = null where id = ?",
                number,
                answer,
                ground,
                at,
                id);
    }

    public void lifted(String id, Instant at) {
        sql.update("update recall_notice set lifted_at = ?, due_at = null where id = ? and lifted_at is null", at, id);
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("id"),
                row.getString("withdrawal"),
                row.getString("bundle"),
                row.getString("owner_party"),
                row.getString("ordered_by"),
                row.getBytes("digest"),
                Objects.requireNonNull(Sql.instant(row, "issued_at")),
                Objects.requireNonNull(Sql.instant(row, "respond_by")),
                Sql.instant(row, "delivered_at"),
                Sql.instant(row, "reminded_at"),
                Sql.instant(row, "overdue_at"),
                row.getInt("overdue"),
                Sql.instant(row, "due_at"),
                row.getInt("answers"),
                row.getString("answer"),
                row.getString("ground"),
                Sql.instant(row, "answered_at"),
                Sql.instant(row, "lifted_at"));
    }
}
