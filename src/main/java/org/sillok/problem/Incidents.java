package org.sillok.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/**
 * Logs an unforeseen fault under a fresh incident id. The messages of exceptions are left out, because they repeat
 * names and other content (PostgreSQL's say which key exists already): classes, SQL states and places remain.
 */
@ApplicationScoped
public class Incidents {
    private static final Logger LOG = Logger.getLogger(Incidents.class);
    private static final int MAX_CAUSES = 16;

    private final Randomness randomness;

    Incidents(Randomness randomness) {
        this.randomness = randomness;
    }

    /** Logs {@code fault} and returns its incident id. */
    public String record(Throwable fault) {
        String incident = Ids.fresh("inc", randomness);
        LOG.errorf("Incident %s: %s", incident, trace(fault));
        return incident;
    }

    static String trace(Throwable fault) {
        StringBuilder text = new StringBuilder(512);
        @Nullable Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            text.append(depth == 0 ? "" : "caused by ").append(cause.getClass().getName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                text.append(" SQL state ").append(sql.getSQLState());
            }
            text.append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("    at ").append(frame).append('\n');
            }
            cause = cause.getCause();
        }
        return text.toString();
    }
}
