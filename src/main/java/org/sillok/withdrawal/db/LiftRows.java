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

/** Attempts to lift withdrawals. Whoever writes has locked the withdrawal's row. */
@ApplicationScoped
public class LiftRows {
    /** One attempt; {@code ruling} is null while it waits. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Lift(
            String withdrawal,
            int number,
            String owner,
            byte[] sealed,
            String proposedBy,
            Instant proposedAt,
            @Nullable String ruling,
            @Nullable String ruledBy,
            @Nullable Instant ruledAt) {}

    private final Sql sql;

    public LiftRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Lift lift) {
        sql.update(
                "insert into withdrawal_lift (withdrawal, number, owner_party, sealed, proposed_by, proposed_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                lift.withdrawal(),
                lift.number(),
                lift.owner(),
                lift.sealed(),
                lift.proposedBy(),
                lift.proposedAt());
    }

    /** The newest attempt. */
    public Optional<Lift> last(String withdrawal) {
        return sql
                .query(
                        "select * from withdrawal_lift where withdrawal = ? order by number desc limit 1",
                        LiftRows::lift,
                        withdrawal)
                .stream()
                .findFirst();
    }

    /** Those of these withdrawals on which nobody has ruled. One query however many there are. */
    public List<String> open(List<String> withdrawals) {
        return sql.query(
                "select withdrawal from withdrawal_lift where withdrawal = any(?) and ruling is null",
                row -> row.getString(1),
                (Object) withdrawals.toArray(String[]::new));
    }

    public void rule(Lift lift, String ruling, String by, Instant at) {
        sql.update(
                "update withdrawal_lift set ruling = ?, ruled_by = ?, ruled_at = ? where withdrawal = ? and number = ?",
                ruling,
                by,
                at,
                lift.withdrawal(),
                lift.number());
    }

    private static Lift lift(ResultSet row) throws SQLException {
        return new Lift(
                row.getString("withdrawal"),
                row.getInt("number"),
                row.getString("owner_party"),
                row.getBytes("sealed"),
                row.getString("proposed_by"),
                Objects.requireNonNull(Sql.instant(row, "proposed_at")),
                row.getString("ruling"),
                row.getString("ruled_by"),
                Sql.instant(row, "ruled_at"));
    }
}
