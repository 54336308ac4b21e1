package org.sillok.backup.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * The database as its owner reaches it: the role that runs the migrations, and that row-level security does not concern.
 * Not from the pool, whose connections belong to the application role and end what takes longer than a request.
 */
public record OwnerDatabase(String url, String username, String password) {
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "sillok-backup");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        // As in the pool: the details of an error quote rows, and must not reach a log file.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty(
                "options",
                "-c statement_timeout=0 -c lock_timeout=20s -c idle_in_transaction_session_timeout=0"
                        + " -c bytea_output=hex -c timezone=UTC");
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
        return "OwnerDatabase[" + url + "]";
    }
}
