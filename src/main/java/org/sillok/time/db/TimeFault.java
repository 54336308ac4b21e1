package org.sillok.time.db;

import java.sql.SQLException;

/** The database did not do what trusted time asked of it. */
public final class TimeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeFault(SQLException cause) {
        super("the database failed trusted time", cause);
    }
}
