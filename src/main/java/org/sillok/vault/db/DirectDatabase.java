package org.sillok.vault.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * PostgreSQL as another role than the one that the program works as: one connection for each use, apart from the pool and
 * from any transaction of the thread. Its text form does not show the password.
 */
public record DirectDatabase(String url, String user, String password) {
    /** A connection that commits each statement by itself. */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "sillok eraser");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        // Details of errors would repeat values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return "DirectDatabase[" + user + "]";
    }
}
