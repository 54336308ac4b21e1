package org.sillok.fixity.db;

import java.sql.SQLException;

/** The tables of fixity cannot be used now. */
public final class FixityFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FixityFault(SQLException cause) {
        super("the tables of fixity cannot be used", cause);
    }
}
