package org.sillok.audit.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the current transaction see the database as it is at its next query, for as long as it lasts, and write nothing. */
@ApplicationScoped
public class Moment {
    private final DataSource pool;

    public Moment(DataSource pool) {
        this.pool = pool;
    }

    /** To be called before anything else in the transaction. */
    public void hold() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be held still", e);
        }
    }
}
