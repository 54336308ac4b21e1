package org.sillok.identity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Sets the two transaction-local settings that every row-level-security policy reads. */
@ApplicationScoped
public class SessionScope {
    private static final String SET = "select set_config('sillok.party', ?, true), set_config('sillok.role', ?, true)";

    private final DataSource pool;

    public SessionScope(DataSource pool) {
        this.pool = pool;
    }

    /** Until the end of the current transaction; PostgreSQL forgets both settings then. */
    public void set(String party, String role) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(SET)) {
            statement.setString(1, party);
            statement.setString(2, role);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the scope of the transaction cannot be set", e);
        }
    }
}
