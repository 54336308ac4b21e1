package org.sillok.fixity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Counts;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.core.Spot;
import org.sillok.sql.Sql;

/** Rounds, and whose turn it is to work. Leases are measured by the database's clock, which all replicas share. */
@ApplicationScoped
public class RoundRows {
    private static final String ROUND =
            "select number, begun_at, ended_at, next_log, next_index, end_log, end_index, done, total, files,"
                    + " replicas, bytes, failures, unreadable, unnamed from sillok.fixity_round ";

    private final Sql sql;

    RoundRows(Sql sql) {
        this.sql = sql;
    }

    public Optional<Round> newest() {
        return one("order by number desc limit 1");
    }

    /** The newest that came to its end. */
    public Optional<Round> complete() {
        return one("where ended_at is not null order by number desc limit 1");
    }

    private Optional<Round> one(String which) {
        return sql.query(ROUND + which, RoundRows::round).stream().findFirst();
    }

    /** Returns whether it could begin: not while another one is open. */
    public boolean begin(Round round) {
        Counts counts = round.counts();
        return sql.update(
                        "insert into sillok.fixity_round (number, begun_at, next_log, next_index, end_log, end_index, done,"
                                + " total, files, replicas, bytes, failures, unreadable, unnamed)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        round.number(),
                        round.begunAt(),
                        round.next().log(),
                        round.next().index(),
                        round.end().log(),
                        round.end().index(),
                        round.done(),
                        round.total(),
                        counts.files(),
                        counts.replicas(),
                        counts.bytes(),
                        counts.failures(),
                        counts.unreadable(),
                        counts.unnamed())
                == 1;
    }

    /** Returns whether this was the holder's to write: nobody else has the turn, and the round is open. */
    public boolean save(Round round, String holder) {
        Counts counts = round.counts();
        return sql.update(
                        "update sillok.fixity_round set next_log = ?, next_index = ?, done = ?, total = ?, files = ?,"
                                + " replicas = ?, bytes = ?, failures = ?, unreadable = ?, unnamed = ?, ended_at = ?"
                                + " where number = ? and ended_at is null and exists (select from sillok.fixity_turn"
                                + " where task = 'ROUND' and holder = ?)",
                        round.next().log(),
                        round.next().index(),
                        round.done(),
                        round.total(),
                        counts.files(),
                        counts.replicas(),
                        counts.bytes(),
                        counts.failures(),
                        counts.unreadable(),
                        counts.unnamed(),
                        round.endedAt(),
                        round.number(),
                        holder)
                == 1;
    }

    /** Takes or renews the turn for {@code lease}; returns whether the holder has it. */
    public boolean take(String task, String holder, Duration lease) {
        return sql.update(
                        "insert into sillok.fixity_turn as turn (task, holder, until)"
                                + " values (?, ?, clock_timestamp() + make_interval(secs => ?)) on conflict (task) do update"
                                + " set holder = excluded.holder, until = excluded.until"
                                + " where turn.holder = excluded.holder or turn.until < clock_timestamp()",
                        task,
                        holder,
                        lease.toMillis() / 1000.0)
                == 1;
    }

    /** Lets others have the turn at once. */
    public void leave(String task, String holder) {
        sql.update("update sillok.fixity_turn set until = '-infinity' where task = ? and holder = ?", task, holder);
    }

    private static Round round(ResultSet row) throws SQLException {
        @Nullable Instant ended = Sql.instant(row, 3);
        return new Round(
                row.getLong(1),
                Objects.requireNonNull(Sql.instant(row, 2)),
                ended,
                new Spot(row.getInt(4), row.getLong(5)),
                new Spot(row.getInt(6), row.getLong(7)),
                row.getLong(8),
                row.getLong(9),
                new Counts(
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14),
                        row.getLong(15)));
    }
}
