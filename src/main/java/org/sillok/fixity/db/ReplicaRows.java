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
                        "select mark, next_log, next_index, files, bytes from sillok.fixity_replica",
                        unused -> {},
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
                        insert -> {
                            insert.setString(1, progress.mark());
                            insert.setInt(2, progress.next().log());
                            insert.setLong(3, progress.next().index());
                            insert.setLong(4, progress.files());
                            insert.setLong(5, progress.bytes());
                            insert.setString(6, holder);
                        })
                == 1;
    }
}
