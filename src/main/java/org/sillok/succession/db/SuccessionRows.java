package org.sillok.succession.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Successions. What is written about one is written by whoever has locked its row. */
@ApplicationScoped
public class SuccessionRows {
    private static final String SELECT = "select * from succession_succession ";

    /** Who did something, and when. */
    public record Step(Instant at, String by) {}

    /** The same, signed with a party's key. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Signed(Step step, String key, byte[] spki, byte[] signature) {}

    /**
     * One succession.
     *
     * @param partyKey the successor's key for encryption, with the SHA-256 of its {@code certificate}
     * @param reason sealed
     * @param export the newest attempt to write the package; 0: none yet
     * @param statement digest of the statement about the whole
     * @param rejection sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Succession(
            String id,
            String owner,
            String successor,
            String partyKey,
            byte[] certificate,
            String state,
            byte[] reason,
            Step proposed,
            @Nullable Signed agreed,
            @Nullable Step confirmed,
            int export,
            @Nullable String job,
            @Nullable Signed accepted,
            @Nullable Instant handedOverAt,
            byte @Nullable [] statement,
            @Nullable Step rejected,
            byte @Nullable [] rejection) {}

    /** A new one. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the driver; nobody compares it
    public record Proposed(
            String id, String owner, String successor, String partyKey, byte[] certificate, byte[] reason, Step step) {}

    /** Filters and place of one page; an empty text filters nothing. */
    public record Page(String owner, String state, @Nullable Instant afterTime, String afterId, int limit) {}

    private final Sql sql;

    SuccessionRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Proposed one) {
        sql.update(
                "insert into succession_succession (id, owner_party, successor, party_key, certificate, state, reason,"
                        + " proposed_at, proposed_by) values (?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?)",
                one.id(),
                one.owner(),
                one.successor(),
                one.partyKey(),
                one.certificate(),
                one.reason(),
                one.step().at(),
                one.step().by());
    }

    /** Lets nobody else propose for this organisation until the transaction ends, and tells what is open. */
    public Optional<String> holdAndFindOpen(String owner) {
        sql.query(
                "select pg_advisory_xact_lock(hashtextextended('sillok/succession/' || ?, 38))",
                row -> Boolean.TRUE,
                owner);
        return sql
                .query(
                        "select id from succession_succession where owner_party = ?"
                                + " and state in ('PROPOSED', 'AGREED', 'EXPORTING', 'EXPORTED', 'ACCEPTED')",
                        row -> row.getString(1),
                        owner)
                .stream()
                .findFirst();
    }

    public Optional<Succession> find(String id) {
        return sql.query(SELECT + "where id = ?", SuccessionRows::succession, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Succession> lock(String id) {
        return sql.query(SELECT + "where id = ? for update", SuccessionRows::succession, id).stream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Succession> page(Page page) {
        return sql.query(
                SELECT + "where (? = '' or owner_party = ?) and (? = '' or state = ?)"
                        + " and (? = '' or (proposed_at, id) > (cast(? as timestamptz), ?))"
                        + " order by proposed_at, id limit ?",
                SuccessionRows::succession,
                page.owner(),
                page.owner(),
                page.state(),
                page.state(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    /** Those that were accepted and are not on all records yet. */
    public List<Succession> accepted() {
        return sql.query(SELECT + "where state = 'ACCEPTED' order by id", SuccessionRows::succession);
    }

    /** Ids of those whose package can be handed over. */
    public List<String> exported() {
        return sql.query(
                "select id from succession_succession where state = 'EXPORTED' order by id", row -> row.getString(1));
    }

    /** Its package is not what is on record any more, and has to be written again. */
    public void givenUp(String id) {
        sql.update("update succession_succession set state = 'EXPORTING' where id = ? and state = 'EXPORTED'", id);
    }

    public void agreed(String id, Signed agreed) {
        sql.update(
                "update succession_succession set state = 'AGREED', agreed_at = ?, agreed_by = ?, agreed_key = ?,"
                        + " agreed_spki = ?, agreed_sign = ? where id = ?",
                agreed.step().at(),
                agreed.step().by(),
                agreed.key(),
                agreed.spki(),
                agreed.signature(),
                id);
    }

    public void confirmed(String id, Step step, String job) {
        sql.update(
                "update succession_succession set state = 'EXPORTING', confirmed_at = ?, confirmed_by = ?, job = ?"
                        + " where id = ?",
                step.at(),
                step.by(),
                job,
                id);
    }

    /** It is written anew. */
    public void exporting(String id, String job) {
        sql.update("update succession_succession set state = 'EXPORTING', job = ? where id = ?", job, id);
    }

    /** This attempt takes over; earlier ones come to nothing. */
    public void attempt(String id, int export) {
        sql.update("update succession_succession set export = ? where id = ?", export, id);
    }

    public void exported(String id) {
        sql.update("update succession_succession set state = 'EXPORTED' where id = ?", id);
    }

    public void accepted(String id, Signed accepted, String job) {
        sql.update(
                "update succession_succession set state = 'ACCEPTED', accepted_at = ?, accepted_by = ?, accepted_key = ?,"
                        + " accepted_spki = ?, accepted_sign = ?, job = ? where id = ?",
                accepted.step().at(),
                accepted.step().by(),
                accepted.key(),
                accepted.spki(),
                accepted.signature(),
                job,
                id);
    }

    public void handedOver(String id, byte[] statement, Instant at) {
        sql.update(
                "update succession_succession set state = 'HANDED_OVER', statement = ?, handed_over_at = ? where id = ?",
                statement,
                at,
                id);
    }

    public void rejected(String id, Step step, byte[] why) {
        sql.update(
                "update succession_succession set state = 'REJECTED', rejected_at = ?, rejected_by = ?, rejection = ?"
                        + " where id = ?",
                step.at(),
                step.by(),
                why,
                id);
    }

    private static Succession succession(ResultSet row) throws SQLException {
        return new Succession(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("successor"),
                row.getString("party_key"),
                row.getBytes("certificate"),
                row.getString("state"),
                row.getBytes("reason"),
                new Step(Sql.required(row, "proposed_at"), row.getString("proposed_by")),
                signed(row, "agreed"),
                step(row, "confirmed"),
                row.getInt("export"),
                row.getString("job"),
                signed(row, "accepted"),
                Sql.instant(row, "handed_over_at"),
                row.getBytes("statement"),
                step(row, "rejected"),
                row.getBytes("rejection"));
    }

    private static @Nullable Step step(ResultSet row, String name) throws SQLException {
        Instant at = Sql.instant(row, name + "_at");
        return at == null ? null : new Step(at, row.getString(name + "_by"));
    }

    private static @Nullable Signed signed(ResultSet row, String name) throws SQLException {
        Step step = step(row, name);
        return step == null
                ? null
                : new Signed(
                        step, row.getString(name + "_key"), row.getBytes(name + "_spki"), row.getBytes(name + "_sign"));
    }
}
