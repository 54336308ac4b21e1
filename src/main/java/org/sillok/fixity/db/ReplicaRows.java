package org.sillok.fixity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.core.Spot;

/** How far the replica's copier is. */
@ApplicationScoped
public class ReplicaRows {
    private final Sql sql;

    ReplicaRows(DataSource pool) {
        this.sql = new Sql(pool);
    }

    public Optional<ReplicaProgress> find() {
        return sql
                .select(
                        "select next_log, next_index, files, bytes from sillok.fixity_replica",
                        unused -> {},
                        row -> new ReplicaProgress(
                                new Spot(row.getInt(1), row.getLong(2)), row.getLong(3), row.getLong(4)))
                .stream()
                .findFirst();
    }

    /** Returns whether it was the holder's to write. */
    public boolean save(ReplicaProgress progress, String holder) {
        return sql.update(
                        "insert into sillok.fixity_replica (next_log, next_index, files, bytes)"
                                + " select ?, ?, ?, ? where exists (select from sillok.fixity_turn where task = 'REPLICA'"
                                + " and holder = ?) on conflict (id) do update set next_log = excluded.next_log, next_index ="
                                + " excluded.next_index, files = excluded.files, bytes = excluded.bytes",
                        insert -> {
                            insert.setInt(1, progress.next().log());
                            insert.setLong(2, progress.next().index());
                            insert.setLong(3, progress.files());
                            insert.setLong(4, progress.bytes());
                            insert.setString(5, holder);
                        })
                == 1;
    }
}
