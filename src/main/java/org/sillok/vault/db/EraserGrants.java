package org.sillok.vault.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Gives the eraser its rights, as the owner of the tables. Harmless when repeated, also by several processes at once. */
public final class EraserGrants {
    // Any number that no other lock of this database has.
    private static final String LOCK = "select pg_advisory_xact_lock(7305512900452933)";
    private static final List<String> GRANTS = List.of(
            "grant usage on schema vault to %I",
            "grant select (subject, key_use), delete on vault.vault_subject_key to %I",
            "grant select (object, subject), delete on vault.vault_object_key to %I",
            "grant select on vault.vault_destroyed_key to %I",
            "grant execute on function vault.rewrite_subject_keys(), vault.rewrite_object_keys(),"
                    + " vault.rewrite_projection(), vault.rewrite_repetitions(), vault.rewrite_uploads(),"
                    + " vault.rewrite_segments() to %I");
    // The last of them: whoever has this one has all.
    private static final String HAS = "select has_function_privilege(?, 'vault.rewrite_segments()', 'EXECUTE')"
            + " and has_table_privilege(?, 'vault.vault_subject_key', 'DELETE')";

    private EraserGrants() {}

    /**
     * Grants the role what an eraser needs; nothing if it has it already.
     *
     * @throws SQLException if there is no such role, or {@code owner} does not own the tables
     */
    public static void grant(DirectDatabase owner, String eraser) throws SQLException {
        try (Connection connection = owner.open()) {
            connection.setAutoCommit(false);
            if (!has(connection, eraser)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(LOCK);
                    for (String grant : GRANTS) {
                        statement.execute(quoted(connection, grant, eraser));
                    }
                }
            }
            connection.commit();
        }
    }

    private static boolean has(Connection connection, String eraser) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HAS)) {
            select.setString(1, eraser);
            select.setString(2, eraser);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String quoted(Connection connection, String grant, String role) throws SQLException {
        try (PreparedStatement format = connection.prepareStatement("select format(?, ?)")) {
            format.setString(1, grant);
            format.setString(2, role);
            try (ResultSet row = format.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
