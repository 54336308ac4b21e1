package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bundles as those see them who hand them over and who receive them. Every call sees the rows of its scope only. */
@ApplicationScoped
public class DeliveryRows {
    /** Without the plan, which can be long. */
    private static final String COLUMNS =
            "id, owner_party, request, revision, state, job, replaces, party_key, items, basis, problem, archive_length,"
                    + " archive_sha256, archive_sha512, created_at, sealed_at, expires_at, accepted_at, delivered_at,"
                    + " acknowledged_at, ended_at";

    /**
     * A bundle without its plan.
     *
     * @param partyKey the recipient's key for which it is encrypted
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Head(
            String id,
            String recipient,
            String request,
            int revision,
            String state,
            String job,
            @Nullable String replaces,
            String partyKey,
            @Nullable Integer items,
            byte @Nullable [] basis,
            @Nullable String problem,
            @Nullable Long archiveLength,
            byte @Nullable [] archiveSha256,
            byte @Nullable [] archiveSha512,
            Instant createdAt,
            @Nullable Instant sealedAt,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant endedAt) {}

    /** One encrypted message. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Part(int number, String object, long length, byte[] sha256, byte[] sha512, boolean sent) {}

    /** One version of an item under its number. */
    public record Line(int number, String item, int version, String holder) {}

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     * @param received whether those that {@code me} receives are shown
     * @param held whether those with material of {@code me} are shown
     */
    public record Page(
            String me,
            boolean all,
            boolean received,
            boolean held,
            String state,
            String request,
            boolean newestFirst,
            @Nullable Instant afterTime,
            String afterId,
            int limit) {}

    private final Sql sql;

    public DeliveryRows(Sql sql) {
        this.sql = sql;
    }

    public Optional<Head> find(String id) {
        return sql.query("select " + COLUMNS + " from bundle_bundle where id = ?", DeliveryRows::head, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Head> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from bundle_bundle where id = ? for update", DeliveryRows::head, id)
                .stream()
                .findFirst();
    }

    /** The sealed plan; empty as long as it was not planned. */
    public Optional<byte[]> plan(String id) {
        return sql
                .query("select plan from bundle_bundle where id = ? and plan is not null", row -> row.getBytes(1), id)
                .stream()
                .findFirst();
    }

    public List<Head> page(Page page) {
        String order = page.newestFirst() ? "desc" : "asc";
        return sql.query(
                "select " + COLUMNS
                        + " from bundle_bundle b where (? or (? and owner_party = ?) or (? and exists (select"
                        + " from bundle_item i where i.bundle = b.id and i.holder = ?)))"
                        + " and (? = '' or state = ?) and (? = '' or request = ?)"
                        + " and (? = '' or (created_at, id) " + (page.newestFirst() ? "<" : ">")
                        + " (cast(? as timestamptz), ?)) order by created_at " + order + ", id " + order + " limit ?",
                DeliveryRows::head,
                page.all(),
                page.received(),
                page.me(),
                page.held(),
                page.me(),
                page.state(),
                page.state(),
                page.request(),
                page.request(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    /** The parts in the order of their numbers. */
    public List<Part> parts(String bundle) {
        return sql.query("select * from bundle_part where bundle = ? order by number", DeliveryRows::part, bundle);
    }

    public Optional<Part> part(String bundle, int number) {
        return sql
                .query("select * from bundle_part where bundle = ? and number = ?", DeliveryRows::part, bundle, number)
                .stream()
                .findFirst();
    }

    /** Items from a number on, in the order of their numbers. */
    public List<Line> items(String bundle, long from, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and number >= ?"
                        + " order by number limit ?",
                DeliveryRows::line,
                bundle,
                from,
                limit);
    }

    /** Items of one holder in an order that is its own, without the first {@code skipped}. What was planned stays so. */
    public List<Line> itemsOf(String bundle, String holder, long skipped, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and holder = ?"
                        + " order by item collate \"C\", version offset ? limit ?",
                DeliveryRows::line,
                bundle,
                holder,
                skipped,
                limit);
    }

    /** How many items one holder has in it. */
    public int held(String bundle, String holder) {
        return sql.query(
                        "select count(*) from bundle_item where bundle = ? and holder = ?",
                        row -> row.getInt(1),
                        bundle,
                        holder)
                .get(0);
    }

    /** Those whose material is in it, in the order of their ids. */
    public List<String> holders(String bundle) {
        return sql.query(
                "select distinct holder from bundle_item where bundle = ? order by holder",
                row -> row.getString(1),
                bundle);
    }

    public void accepted(String bundle, Instant at) {
        sql.update("update bundle_bundle set accepted_at = ? where id = ? and accepted_at is null", at, bundle);
    }

    public void acknowledged(String bundle, Instant at) {
        sql.update("update bundle_bundle set acknowledged_at = ? where id = ? and acknowledged_at is null", at, bundle);
    }

    /** Notes that a part was sent to its end; false if that was known. */
    public boolean sent(String bundle, int number) {
        return sql.update(
                        "update bundle_part set sent = true where bundle = ? and number = ? and not sent",
                        bundle,
                        number)
                == 1;
    }

    /** Notes that all parts were sent, if they were; true for one caller only. */
    public boolean delivered(String bundle, Instant at) {
        return sql.update(
                        "update bundle_bundle b set delivered_at = ? where id = ? and delivered_at is null and not exists"
                                + " (select from bundle_part p where p.bundle = b.id and not p.sent)",
                        at,
                        bundle)
                == 1;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getInt("number"), row.getString("item"), row.getInt("version"), row.getString("holder"));
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                row.getInt("number"),
                row.getString("object"),
                row.getLong("length"),
                row.getBytes("sha256"),
                row.getBytes("sha512"),
                row.getBoolean("sent"));
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("request"),
                row.getInt("revision"),
                row.getString("state"),
                row.getString("job"),
                row.getString("replaces"),
                row.getString("party_key"),
                row.getObject("items", Integer.class),
                row.getBytes("basis"),
                row.getString("problem"),
                row.getObject("archive_length", Long.class),
                row.getBytes("archive_sha256"),
                row.getBytes("archive_sha512"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "sealed_at"),
                Objects.requireNonNull(Sql.instant(row, "expires_at")),
                Sql.instant(row, "accepted_at"),
                Sql.instant(row, "delivered_at"),
                Sql.instant(row, "acknowledged_at"),
                Sql.instant(row, "ended_at"));
    }
}
