package org.sillok.fixity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.core.Spot;
import org.sillok.sql.Sql;

/** How far the replica's copier is. */
@ApplicationScoped
public class ReplicaRows {
    private final Sql sql;

    ReplicaRows(Sql sql) {
        this.sql = sql;
    }

    public Optional<ReplicaProgress> find() {
        return sql
                .query(
                        "select mark, next_log, next_index, files, bytes from sillok.fixity_replica",
                        row -> new ReplicaProgress(
                                row.getString(1),
                                new Spot(row.getInt(2), row.getLong(3)),
                                row.getLong(4),
                                row.getLong(5)))
                .stream()
                .findFirst();
    }

    /** Returns whether it was the holder's to write. */
    public boolean save(ReplicaProgress progress, String holder) {
        return sql.update(
                        "insert into sillok.fixity_replica (mark, next_log, next_index, files, bytes)"
                                + " select ?, ?, ?, ?, ? where exists (select from sillok.fixity_turn where task = 'REPLICA'"
                                + " and holder = ?) on conflict (id) do update set mark = excluded.mark, next_log = excluded.next_log,"
                                + " next_index = excluded.next_index, files = excluded.files, bytes = excluded.bytes",
                        progress.mark(),
                        progress.next().log(),
                        progress.next().index(),
                        progress.files(),
                        progress.bytes(),
                        holder)
                == 1;
    }
}
