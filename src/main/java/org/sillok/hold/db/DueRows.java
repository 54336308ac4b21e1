package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.sillok.sql.Sql;

/** What fell due and was told, in the transaction and the scope of the thread. */
@ApplicationScoped
public class DueRows {
    private final Sql sql;

    DueRows(Sql sql) {
        this.sql = sql;
    }

    /** Whether it was this call that recorded it: of several at once one does, and the others wait for it. */
    public boolean add(String subject, String happening, byte[] due, String told, Instant at) {
        return sql.update(
                        "insert into hold_due (subject, happening, due, owner_party, told_at) values (?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        subject,
                        happening,
                        due,
                        told,
                        at)
                == 1;
    }
}
