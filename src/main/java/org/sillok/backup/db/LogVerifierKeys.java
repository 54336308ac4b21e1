package org.sillok.backup.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of all logs, as the database has them: whoever is to lead one has to have the private ones.
 *
 * @param ed25519 verifier keys of the Ed25519 lines; empty if there is no log
 * @param postQuantum verifier keys of the ML-DSA-44 lines
 */
public record LogVerifierKeys(List<String> ed25519, List<String> postQuantum) {
    public LogVerifierKeys {
        ed25519 = List.copyOf(ed25519);
        postQuantum = List.copyOf(postQuantum);
    }

    /** Those of a database. They do not change once they are there. */
    public static LogVerifierKeys of(OwnerDatabase database) {
        List<String> ed25519 = new ArrayList<>();
        List<String> postQuantum = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select vkey, post_quantum_vkey from sillok.log_tree")) {
            while (rows.next()) {
                ed25519.add(rows.getString(1));
                @Nullable String second = rows.getString(2);
                if (second != null) {
                    postQuantum.add(second);
                }
            }
            return new LogVerifierKeys(ed25519, postQuantum);
        } catch (SQLException e) {
            throw new DatabaseCopyException("the database cannot be read: " + Reasons.of(e), e);
        }
    }
}
