package org.sillok.feed.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One statement in the transaction of its thread. */
record Sql(DataSource pool) {
    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    <T> T run(String statement, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            return work.on(prepared);
        } catch (SQLException e) {
            throw new IllegalStateException("the rows of the feed cannot be used", e);
        }
    }
}
