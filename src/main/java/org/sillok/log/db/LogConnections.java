package org.sillok.log.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens connections for the log's own threads: not from the pool, because a session lock must end with the process that
 * holds it and not travel with a pooled connection. A dead peer is noticed by TCP keep-alive and a read time-out.
 */
public record LogConnections(String url, String username, String password) {
    // The log asks for few rows by their key, out of tables that grow from nothing between two looks of autovacuum. By
    // its
    // statistics the planner would read such a table as a whole, which took seconds where a batch takes milliseconds.
    private static final String PLANS = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    /** A fresh connection without auto-commit; the caller closes it. */
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "sillok-log");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        // As in the pool: the details of an error quote rows, and must not reach a log file.
        properties.setProperty("logServerErrorDetail", "false");
        // No step waits for anything within a transaction: one that does was paused, and others wait for its locks.
        properties.setProperty("options", PLANS + " -c idle_in_transaction_session_timeout=10s");
        Connection connection = DriverManager.getConnection(url, properties);
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "LogConnections[" + url + "]";
    }
}
