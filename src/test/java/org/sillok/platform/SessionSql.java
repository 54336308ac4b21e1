package org.sillok.platform;

import jakarta.persistence.EntityManager;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;

/** Counts the statements that the session of this transaction prepares: whatever runs beside it does not count. */
public final class SessionSql {
    private SessionSql() {}

    public static long of(EntityManager session, Callable<?> work) throws Exception {
        AtomicLong prepared = new AtomicLong();
        session.unwrap(Session.class).addEventListeners(new SessionEventListener() {
            @Override
            public void jdbcPrepareStatementStart() {
                prepared.incrementAndGet();
            }
        });
        work.call();
        return prepared.get();
    }
}
