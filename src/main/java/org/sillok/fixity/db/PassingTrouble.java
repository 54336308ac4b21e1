package org.sillok.fixity.db;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the database's own trouble, which passes (no connection, no room, a deadlock, a fail-over), from that of a row or a
 * stream that was altered, which stays.
 */
public final class PassingTrouble {
    // 08 connection, 40 rolled back for others, 53 resources, 55 in use, 57 ended by the server, 58 its system.
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    private static final String READ_ONLY = "25006";
    private static final int DEEPEST = 20;

    private PassingTrouble() {}

    /** Whether the same may succeed later, with nobody having corrected anything. */
    public static boolean is(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException fault && isPassing(fault.getSQLState())) {
                return true;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof SQLException fault && isPassing(fault.getSQLState())) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isPassing(@Nullable String state) {
        // None: the pool's own, which had no connection in time.
        return state == null
                || state.isEmpty()
                || state.equals(READ_ONLY)
                || CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }
}
