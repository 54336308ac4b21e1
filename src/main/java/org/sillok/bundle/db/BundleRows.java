package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/**
 * Bundles. A request that is locked, too, is locked first. What is written about a bundle is written by whoever has locked
 * its row.
 */
@ApplicationScoped
public class BundleRows {
    /** Without plan and list, which can be long. */
    static final String COLUMNS =
            "id, owner_party, request, revision, state, asked_by, job, replaces, party_key, attempt, items, basis, problem,"
                    + " archive_length, archive_sha256, archive_sha512, created_at, planned_at, sealed_at, expires_at,"
                    + " accepted_at, delivered_at, acknowledged_at, ended_at";

    /**
     * A bundle without what is sealed in it.
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

    /** Those of these that exist, in the order of their ids. One query however many there are. */
    public List<Bundle> all(Collection<String> ids) {
        return sql.query(
                "select " + COLUMNS + " from bundle_bundle where id = any(?) order by id", BundleRows::bundle, (Object)
                        ids.toArray(String[]::new));
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

    /** The jobs that seal one of these requests now. */
    public List<String> sealing(Collection<String> requests) {
        return sql.query(
                "select job from bundle_bundle where request = any(?) and state = 'SEALING' order by job",
                row -> row.getString(1),
                (Object) requests.toArray(String[]::new));
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

    /**
     * Those that have ended, with something that was said of their items still there, in the order of their ids, from the one
     * after {@code after} on.
     */
    public List<String> told(String after, int limit) {
        return sql.query(
                "select id from bundle_bundle b where ended_at is not null and id > ? and exists (select from bundle_item i"
                        + " where i.bundle = b.id and i.sealed is not null) order by id limit ?",
                row -> row.getString(1),
                after,
                limit);
    }

    /** Which runs write something now, each as the bundle's id, a slash and the attempt. */
    public Set<String> attempts() {
        return Set.copyOf(sql.query(
                "select id || '/' || attempt from bundle_bundle where state = 'SEALING' and attempt is not null",
                row -> row.getString(1)));
    }

    /**
     * What was planned.
     *
     * @param plan sealed with the key that goes when the bundle ends
     * @param list sealed with the key that stays
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Planned(byte[] plan, byte[] list, int items, byte[] basis) {}

    public void planned(String id, String partyKey, Planned planned, Instant at) {
        sql.update(
                "update bundle_bundle set party_key = ?, plan = ?, list = ?, items = ?, basis = ?, planned_at = ?"
                        + " where id = ?",
                partyKey,
                planned.plan(),
                planned.list(),
                planned.items(),
                planned.basis(),
                at,
                id);
    }

    /** The sealed plan; empty before it was planned, and after the bundle has ended. */
    public Optional<byte[]> plan(String id) {
        return plan(id, "");
    }

    /** The same, held against changes until the transaction ends. */
    public Optional<byte[]> holdPlan(String id) {
        return plan(id, " for update");
    }

    private Optional<byte[]> plan(String id, String lock) {
        return bytes("select plan from bundle_bundle where id = ? and plan is not null" + lock, id);
    }

    /** The sealed list of all that was asked for; empty before it was planned. */
    public Optional<byte[]> list(String id) {
        return bytes("select list from bundle_bundle where id = ? and list is not null", id);
    }

    private Optional<byte[]> bytes(String select, String id) {
        return sql.query(select, row -> row.getBytes(1), id).stream().findFirst();
    }

    /** Puts a plan that was completed in place of the one that was there. */
    public void complete(String id, byte[] plan) {
        sql.update("update bundle_bundle set plan = ? where id = ? and plan is not null", plan, id);
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
     * It came to an end, and its plan is no longer there.
     *
     * @param state FAILED, CANCELLED or EXPIRED
     */
    public void ended(String id, String state, @Nullable String problem, Instant at) {
        sql.update(
                "update bundle_bundle set state = ?, problem = ?, ended_at = ?, plan = null where id = ?",
                state,
                problem,
                at,
                id);
    }

    static Bundle bundle(ResultSet row) throws SQLException {
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
