package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sillok.log.db.LogFault;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogTrees;

/**
 * Keeps every process from leading the log, for whoever has to know that nothing is signed meanwhile. For a program that runs
 * by itself while the service is stopped: in a service it would keep the next leader from taking over.
 */
@ApplicationScoped
public class LogStandstill {
    private static final int ANSWER_SECONDS = 10;

    private final OpenLog open;

    LogStandstill(OpenLog open) {
        this.open = open;
    }

    /** The lead, held and not used. */
    public static final class Held implements AutoCloseable {
        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        /** Whether nobody can have led since it was taken: PostgreSQL gives it away only when the session ends. */
        public boolean isKept() {
            try {
                boolean kept = connection.isValid(ANSWER_SECONDS);
                connection.rollback();
                return kept;
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new LogFault(e);
            }
        }
    }

    /** Takes it; empty if another process leads. */
    public Optional<Held> tryHold() {
        try {
            Connection connection = open.connections().open();
            try {
                if (LogLeadership.tryLead(connection, open.identity().log())) {
                    // Who led before and does not know that it ended cannot write from here on.
                    LogTrees.newEpoch(connection, open.identity().log());
                    return Optional.of(new Held(connection));
                }
                connection.close();
                return Optional.empty();
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }
}
