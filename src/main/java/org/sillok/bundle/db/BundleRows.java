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

/**
 * Bundles. A request that is locked, too, is locked first. What is written about a bundle is written by whoever has locked
 * its row.
 */
@ApplicationScoped
public class BundleRows {
    private static final String COLUMNS =
            "id, owner_party, request, revision, state, asked_by, job, replaces, party_key, attempt, items, basis, problem,"
                    + " archive_length, archive_sha256, archive_sha512, created_at, planned_at, sealed_at, expires_at,"
                    + " accepted_at, delivered_at, acknowledged_at, ended_at";

    /**
     * A bundle without its plan.
     *
     * @param recipient the party that receives it
     * @param askedBy the user who asked for it
     * @param partyKey the recipient's key for which it is encrypted
     * @param attempt names the objects of the run that writes it; null before it is written
     * @param endedAt when it failed, was cancelled or expired
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Bundle(
            String id,
            String recipient,
            String request,
            int revision,
            String state,
            String askedBy,
            String job,
            @Nullable String replaces,
            String partyKey,
            @Nullable String attempt,
            @Nullable Integer items,
            byte @Nullable [] basis,
            @Nullable String problem,
            @Nullable Long archiveLength,
            byte @Nullable [] archiveSha256,
            byte @Nullable [] archiveSha512,
            Instant createdAt,
            @Nullable Instant plannedAt,
            @Nullable Instant sealedAt,
            Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant endedAt) {}

    /** A bundle that begins: its sealing was asked for. */
    public record NewBundle(
            String id,
            String recipient,
            String request,
            int revision,
            String askedBy,
            String job,
            @Nullable String replaces,
            String partyKey,
            Instant createdAt,
            Instant expiresAt) {}

    /** Facts about an archive before its encryption. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Archive(long length, byte[] sha256, byte[] sha512) {}

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     * @param received whether those for {@code me} are shown
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

    public BundleRows(Sql sql) {
        this.sql = sql;
    }

    public void add(NewBundle bundle) {
        sql.update(
                "insert into bundle_bundle (id, owner_party, request, revision, state, asked_by, job, replaces, party_key,"
                        + " created_at, expires_at) values (?, ?, ?, ?, 'SEALING', ?, ?, ?, ?, ?, ?)",
                bundle.id(),
                bundle.recipient(),
                bundle.request(),
                bundle.revision(),
                bundle.askedBy(),
                bundle.job(),
                bundle.replaces(),
                bundle.partyKey(),
                bundle.createdAt(),
                bundle.expiresAt());
    }

    public Optional<Bundle> find(String id) {
        return sql.query("select " + COLUMNS + " from bundle_bundle where id = ?", BundleRows::bundle, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Bundle> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from bundle_bundle where id = ? for update", BundleRows::bundle, id)
                .stream()
                .findFirst();
    }

    /** The sealed plan, once it is planned. */
    public Optional<byte[]> plan(String id) {
        return sql
                .query(
                        "select plan from bundle_bundle where id = ? and planned_at is not null",
                        row -> row.getBytes(1),
                        id)
                .stream()
                .findFirst();
    }

    /** The job that seals this request now. */
    public Optional<String> sealing(String request) {
        return sql
                .query(
                        "select job from bundle_bundle where request = ? and state = 'SEALING'",
                        row -> row.getString(1),
                        request)
                .stream()
                .findFirst();
    }

    /** Whether material of {@code party} is in it. */
    public boolean isHeld(String id, String party) {
        return !sql.query(
                        "select 1 from bundle_item where bundle = ? and holder = ? limit 1",
                        row -> row.getInt(1),
                        id,
                        party)
                .isEmpty();
    }

    /** Whose material is in it. */
    public List<String> holders(String id) {
        return sql.query(
                "select distinct holder from bundle_item where bundle = ? order by holder",
                row -> row.getString(1),
                id);
    }

    public List<Bundle> page(Page page) {
        String order = page.newestFirst() ? "desc" : "asc";
        return sql.query(
                "select " + COLUMNS
                        + " from bundle_bundle b where (? or (? and owner_party = ?) or (? and exists (select"
                        + " from bundle_item i where i.bundle = b.id and i.holder = ?)))"
                        + " and (? = '' or state = ?) and (? = '' or request = ?)"
                        + " and (? = '' or (created_at, id) " + (page.newestFirst() ? "<" : ">")
                        + " (cast(? as timestamptz), ?)) order by created_at " + order + ", id " + order + " limit ?",
                BundleRows::bundle,
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

    /** Those that are being sealed or recorded, in the order of their ids, from the one after {@code after} on. */
    public List<Bundle> underWay(String after, int limit) {
        return sql.query(
                "select " + COLUMNS
                        + " from bundle_bundle where state in ('SEALING', 'SEALED') and id > ? order by id limit ?",
                BundleRows::bundle,
                after,
                limit);
    }

    /**
     * Those that may not be handed over any longer, and still say that they may, in the order of their ids, from the one after
     * {@code after} on.
     */
    public List<String> over(Instant now, String after, int limit) {
        return sql.query(
                "select id from bundle_bundle where state = 'READY' and expires_at <= ? and id > ? order by id limit ?",
                row -> row.getString(1),
                now,
                after,
                limit);
    }

    /** Which runs write something now, each as the bundle's id, a slash and the attempt. */
    public Set<String> attempts() {
        return Set.copyOf(sql.query(
                "select id || '/' || attempt from bundle_bundle where state = 'SEALING' and attempt is not null",
                row -> row.getString(1)));
    }

    /** One version of an item that leaves. */
    public record Released(int number, String item, int version, String holder) {}

    /** Those whose own records do not say yet that they left, in the order of items, from the one after this on. */
    public List<Released> unreleased(String id, String afterItem, int afterVersion, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and (item, version) > (?, ?)"
                        + " and not released order by item, version limit ?",
                row -> new Released(
                        row.getInt("number"), row.getString("item"), row.getInt("version"), row.getString("holder")),
                id,
                afterItem,
                afterVersion,
                limit);
    }

    public void released(String id, List<Released> some) {
        sql.batch(
                "update bundle_item set released = true where bundle = ? and number = ?",
                some,
                (statement, one) -> Sql.set(statement, id, one.number()));
    }

    public void planned(String id, String partyKey, byte[] plan, int items, byte[] basis, Instant at) {
        sql.update(
                "update bundle_bundle set party_key = ?, plan = ?, items = ?, basis = ?, planned_at = ? where id = ?",
                partyKey,
                plan,
                items,
                basis,
                at,
                id);
    }

    /** From now on only this run may seal it. */
    public void attempt(String id, String attempt) {
        sql.update("update bundle_bundle set attempt = ? where id = ?", attempt, id);
    }

    public void sealed(String id, Archive archive, Instant at, Instant expiresAt) {
        sql.update(
                "update bundle_bundle set state = 'SEALED', archive_length = ?, archive_sha256 = ?, archive_sha512 = ?,"
                        + " sealed_at = ?, expires_at = ? where id = ?",
                archive.length(),
                archive.sha256(),
                archive.sha512(),
                at,
                expiresAt,
                id);
    }

    /** All that was released is on the items' records. */
    public void ready(String id) {
        sql.update("update bundle_bundle set state = 'READY' where id = ?", id);
    }

    /**
     * It came to an end.
     *
     * @param state FAILED, CANCELLED or EXPIRED
     */
    public void ended(String id, String state, @Nullable String problem, Instant at) {
        sql.update(
                "update bundle_bundle set state = ?, problem = ?, ended_at = ? where id = ?", state, problem, at, id);
    }

    /** The recipient has accepted what it undertakes. The first time counts; false if it had before. */
    public boolean accepted(String id, Instant at) {
        return sql.update("update bundle_bundle set accepted_at = ? where id = ? and accepted_at is null", at, id) == 1;
    }

    /** All of it had been sent. The first time counts; false if it had before. */
    public boolean delivered(String id, Instant at) {
        return sql.update("update bundle_bundle set delivered_at = ? where id = ? and delivered_at is null", at, id)
                == 1;
    }

    /** The recipient has confirmed what it holds. The first time counts; false if it had before. */
    public boolean acknowledged(String id, Instant at) {
        return sql.update(
                        "update bundle_bundle set acknowledged_at = ? where id = ? and acknowledged_at is null", at, id)
                == 1;
    }

    private static Bundle bundle(ResultSet row) throws SQLException {
        return new Bundle(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("request"),
                row.getInt("revision"),
                row.getString("state"),
                row.getString("asked_by"),
                row.getString("job"),
                row.getString("replaces"),
                row.getString("party_key"),
                row.getString("attempt"),
                row.getObject("items", Integer.class),
                row.getBytes("basis"),
                row.getString("problem"),
                row.getObject("archive_length", Long.class),
                row.getBytes("archive_sha256"),
                row.getBytes("archive_sha512"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "planned_at"),
                Sql.instant(row, "sealed_at"),
                Objects.requireNonNull(Sql.instant(row, "expires_at")),
                Sql.instant(row, "accepted_at"),
                Sql.instant(row, "delivered_at"),
                Sql.instant(row, "acknowledged_at"),
                Sql.instant(row, "ended_at"));
    }
}
