package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * A database that is gone, starting, stopping, read-only or out of resources, or that gave way to others who hold the same
 * rows, told by its SQL state.
 */
@ApplicationScoped
class DatabaseFaults implements KnownFaults {
    // Could not be serialised, a deadlock, a lock that was waited for too long: the same may succeed in a moment.
    private static final Set<String> GAVE_WAY = Set.of("40001", "40P01", "55P03");

    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        return fault instanceof SQLException sql && unavailable(sql)
                ? Optional.of(Refusal.of(ProblemCode.DATABASE_UNAVAILABLE))
                : Optional.empty();
    }

    private static boolean unavailable(SQLException fault) {
        @Nullable String state = fault.getSQLState();
        if (state == null || state.isEmpty()) {
            // The pool's own: it could not hand out a connection in time.
            return fault.getClass() == SQLException.class
                    || fault instanceof SQLTransientConnectionException
                    || fault instanceof SQLNonTransientConnectionException;
        }
        // Classes: 08 connection, 53 resources, 57P01 to 57P05 shutdown and start, 25006 read-only.
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.equals("25006")
                || GAVE_WAY.contains(state);
    }
}
