package org.sillok.withdrawal.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Withdrawals. Whoever writes about one has locked its row, or the subject. */
@ApplicationScoped
public class WithdrawalRows {
    /** One withdrawal; {@code sealed} has why, and what shows it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Row(
            String id,
            String owner,
            String kind,
            String subject,
            String level,
            String saidBy,
            Instant saidAt,
            String reasonClass,
            byte[] sealed,
            @Nullable String asked,
            @Nullable Instant respondBy,
            String recordedParty,
            String recordedBy,
            Instant recordedAt,
            @Nullable Instant liftedAt) {}

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     */
    public record Page(
            String me,
            boolean all,
            String subject,
            String level,
            @Nullable Boolean stands,
            @Nullable Instant afterTime,
            String afterId,
            int limit) {}

    private final Sql sql;

    public WithdrawalRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Lets nobody else withdraw the same until the transaction ends. Taken before anything else is locked. From here on the
     * transaction waits longer for who holds something than others do: to take something back must not fail because much is
     * being decided about it.
     */
    public void hold(String subject) {
        sql.query(
                "select set_config('lock_timeout', '600s', true), set_config('statement_timeout', '600s', true)",
                row -> Boolean.TRUE);
        sql.query(
                "select pg_advisory_xact_lock(hashtextextended('sillok/withdrawal/' || ?, 35))",
                row -> Boolean.TRUE,
                subject);
    }

    public void add(Row row) {
        sql.update(
                "insert into withdrawal_withdrawal (id, owner_party, subject_kind, subject, level, said_by, said_at,"
                        + " reason_class, sealed, asked, respond_by, recorded_party, recorded_by, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id(),
                row.owner(),
                row.kind(),
                row.subject(),
                row.level(),
                row.saidBy(),
                row.saidAt(),
                row.reasonClass(),
                row.sealed(),
                row.asked(),
                row.respondBy(),
                row.recordedParty(),
                row.recordedBy(),
                row.recordedAt());
    }

    public Optional<Row> find(String id) {
        return sql.query("select * from withdrawal_withdrawal where id = ?", WithdrawalRows::row, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Row> lock(String id) {
        return sql
                .query("select * from withdrawal_withdrawal where id = ? for update", WithdrawalRows::row, id)
                .stream()
                .findFirst();
    }

    /** A withdrawal, and whether it was lifted. */
    public record Known(String id, boolean lifted) {}

    /** Those of this owner's material, in the order of their ids, after {@code id}. */
    public List<Known> ofOwnerAfter(String owner, String id, int limit) {
        return sql.query(
                "select id, lifted_at is not null from withdrawal_withdrawal where owner_party = ? and id > ?"
                        + " order by id limit ?",
                row -> new Known(row.getString(1), row.getBoolean(2)),
                owner,
                id,
                limit);
    }

    /** Those of this subject that stand, said by the same one and recorded by the same organisation, oldest first. */
    public List<Row> standing(String subject, String party, String saidBy) {
        return sql.query(
                "select * from withdrawal_withdrawal where subject = ? and recorded_party = ? and said_by = ?"
                        + " and lifted_at is null order by recorded_at, id",
                WithdrawalRows::row,
                subject,
                party,
                saidBy);
    }

    /** Newest first. */
    public List<Row> page(Page page) {
        return sql.query(
                "select * from withdrawal_withdrawal where (? or owner_party = ?"
                        // What custodians recorded is no matter of others of their organisation.
                        + " or (recorded_party = ? and said_by not in ('COURT', 'REPOSITORY')))"
                        + " and (? = '' or subject = ?) and (? = '' or level = ?)"
                        + " and (cast(? as boolean) is null or (lifted_at is null) = ?)"
                        + " and (? = '' or (recorded_at, id) < (cast(? as timestamptz), ?))"
                        + " order by recorded_at desc, id desc limit ?",
                WithdrawalRows::row,
                page.all(),
                page.me(),
                page.me(),
                page.subject(),
                page.subject(),
                page.level(),
                page.level(),
                page.stands(),
                page.stands(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    public void lifted(String id, Instant at) {
        sql.update("update withdrawal_withdrawal set lifted_at = ? where id = ?", at, id);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("subject_kind"),
                row.getString("subject"),
                row.getString("level"),
                row.getString("said_by"),
                Objects.requireNonNull(Sql.instant(row, "said_at")),
                row.getString("reason_class"),
                row.getBytes("sealed"),
                row.getString("asked"),
                Sql.instant(row, "respond_by"),
                row.getString("recorded_party"),
                row.getString("recorded_by"),
                Objects.requireNonNull(Sql.instant(row, "recorded_at")),
                Sql.instant(row, "lifted_at"));
    }
}
