package org.sillok.erasure.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Erasures. What is written about one is written by whoever has locked its row. */
@ApplicationScoped
public class ErasureRows {
    private static final String COLUMNS =
            "id, owner_party, withdrawal, state, reason, rejection, proposed_at, proposed_by,"
                    + " confirmed_at, confirmed_by, rejected_at, rejected_by, job, erased_at, cleared_at, remains";

    /** Who did something, and when. */
    public record Step(Instant at, String by) {}

    /**
     * One erasure.
     *
     * @param reason sealed
     * @param rejection sealed: why it was rejected
     * @param job that began it
     * @param remains codes of what could not be cleared
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Erasure(
            String id,
            String owner,
            @Nullable String withdrawal,
            String state,
            byte[] reason,
            byte @Nullable [] rejection,
            Step proposed,
            @Nullable Step confirmed,
            @Nullable Step rejected,
            @Nullable String job,
            @Nullable Instant erasedAt,
            @Nullable Instant clearedAt,
            List<String> remains) {
        public Erasure {
            remains = List.copyOf(remains);
        }
    }

    /** Filters and place of one page; an empty text filters nothing. */
    public record Page(String owner, String state, @Nullable Instant afterTime, String afterId, int limit) {}

    private final Sql sql;

    ErasureRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Erasure erasure) {
        sql.update(
                "insert into erasure_erasure (id, owner_party, withdrawal, state, reason, proposed_at, proposed_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                erasure.id(),
                erasure.owner(),
                erasure.withdrawal(),
                erasure.state(),
                erasure.reason(),
                erasure.proposed().at(),
                erasure.proposed().by());
    }

    public Optional<Erasure> find(String id) {
        return sql.query("select " + COLUMNS + " from erasure_erasure where id = ?", ErasureRows::erasure, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Erasure> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from erasure_erasure where id = ? for update", ErasureRows::erasure, id)
                .stream()
                .findFirst();
    }

    /** Oldest first. */
    public List<Erasure> page(Page page) {
        return sql.query(
                "select " + COLUMNS
                        + " from erasure_erasure where (? = '' or owner_party = ?) and (? = '' or state = ?)"
                        + " and (? = '' or (proposed_at, id) > (cast(? as timestamptz), ?))"
                        + " order by proposed_at, id limit ?",
                ErasureRows::erasure,
                page.owner(),
                page.owner(),
                page.state(),
                page.state(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    /** Those with something left to do, in the order of their ids, from the one after {@code after} on. */
    public List<String> goingOn(String after, int limit) {
        return sql.query(
                "select id from erasure_erasure where state in ('UNDER_WAY', 'BLOCKED', 'ERASED') and id > ?"
                        + " order by id limit ?",
                row -> row.getString(1),
                after,
                limit);
    }

    public void confirmed(String id, Step step, @Nullable String job) {
        sql.update(
                "update erasure_erasure set state = 'UNDER_WAY', confirmed_at = ?, confirmed_by = ?, job = ? where id = ?",
                step.at(),
                step.by(),
                job,
                id);
    }

    public void rejected(String id, Step step, byte[] why) {
        sql.update(
                "update erasure_erasure set state = 'REJECTED', rejected_at = ?, rejected_by = ?, rejection = ? where id = ?",
                step.at(),
                step.by(),
                why,
                id);
    }

    /** It goes on, or is blocked. */
    public void state(String id, String state) {
        sql.update("update erasure_erasure set state = ? where id = ?", state, id);
    }

    /** All keys are destroyed; the first time counts. */
    public void erased(String id, Instant at) {
        sql.update(
                "update erasure_erasure set state = 'ERASED', erased_at = coalesce(erased_at, ?) where id = ?", at, id);
    }

    /** The database has let go of everything that it could. */
    public void cleared(String id, Instant at) {
        sql.update("update erasure_erasure set state = 'CLEARED', cleared_at = ? where id = ?", at, id);
    }

    public void remains(String id, List<String> codes) {
        sql.update("update erasure_erasure set remains = ? where id = ?", Sql.Texts.of(codes), id);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        Array remains = row.getArray("remains");
        return new Erasure(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("withdrawal"),
                row.getString("state"),
                row.getBytes("reason"),
                row.getBytes("rejection"),
                new Step(Sql.required(row, "proposed_at"), row.getString("proposed_by")),
                step(row, "confirmed"),
                step(row, "rejected"),
                row.getString("job"),
                Sql.instant(row, "erased_at"),
                Sql.instant(row, "cleared_at"),
                List.of((String[]) remains.getArray()));
    }

    private static @Nullable Step step(ResultSet row, String name) throws SQLException {
        Instant at = Sql.instant(row, name + "_at");
        return at == null ? null : new Step(at, row.getString(name + "_by"));
    }
}
