package org.sillok.log.db;

import java.sql.SQLException;

/** The database failed while the log was read or written on behalf of a caller. */
public final class LogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogFault(SQLException cause) {
        super("the log's tables cannot be used", cause);
    }
}
