package org.sillok.backup.db;

import java.sql.SQLException;

/** What PostgreSQL says is wrong, in one line: its first, because the others quote rows and statements. */
final class Reasons {
    private Reasons() {}

    static String of(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
