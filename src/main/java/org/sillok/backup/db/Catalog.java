package org.sillok.backup.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.backup.core.TableOrder;
import org.sillok.backup.core.TableShape;

/** What is in the schemas of the program, as PostgreSQL's catalogue says. */
final class Catalog {
    static final String SCHEMAS = "('sillok', 'vault')";

    // Unfinished uploads: their bytes are in the staging store, which is not backed up, and a row without its bytes
    // would be
    // an upload that can never go on. The feed goes by the numbers of this server's transactions, and a restored one
    // must not send anything to anybody by itself. Flyway writes its own history.
    private static final Set<String> LEFT_OUT = Set.of(
            "sillok.upload_upload",
            "sillok.upload_segment",
            "sillok.feed_event",
            "sillok.feed_webhook",
            "sillok.feed_delivery",
            "sillok.flyway_schema_history");

    // By no foreign key: nothing can be wrapped under a key that was declared lost, so what it wraps comes first.
    private static final Map<String, String> BEHIND = Map.of("vault.vault_lost_kek", "vault.vault_subject_key");

    private static final String COLUMNS = """
            select n.nspname, c.relname, a.attname
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where n.nspname in @ and c.relkind = 'r' and c.relpersistence = 'p'
             order by n.nspname, c.relname, a.attnum
            """.replace("@", SCHEMAS);

    private static final String REFERENCES = """
            select distinct n.nspname || '.' || c.relname, fn.nspname || '.' || f.relname
              from pg_constraint k
              join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
              join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
             where k.contype = 'f' and n.nspname in @
            """.replace("@", SCHEMAS);

    private Catalog() {}

    /**
     * The tables that a backup holds, in an order in which they can be filled. Unlogged tables can be computed anew and are
     * left out.
     */
    static List<TableShape> tables(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, Set<String>> references = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    String table = rows.getString(1) + "." + rows.getString(2);
                    if (!LEFT_OUT.contains(table)) {
                        columns.computeIfAbsent(table, unused -> new ArrayList<>())
                                .add(rows.getString(3));
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery(REFERENCES)) {
                while (rows.next()) {
                    references
                            .computeIfAbsent(rows.getString(1), unused -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        BEHIND.forEach((table, first) ->
                references.computeIfAbsent(table, unused -> new HashSet<>()).add(first));
        return TableOrder.of(columns.keySet(), references).stream()
                .map(table -> shape(table, columns.getOrDefault(table, List.of())))
                .toList();
    }

    private static TableShape shape(String table, List<String> columns) {
        int dot = table.indexOf('.');
        return new TableShape(table.substring(0, dot), table.substring(dot + 1), columns);
    }

    /** The versions that Flyway has brought the database to, in the order in which it did. */
    static List<String> migrations(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version from sillok.flyway_schema_history"
                        + " where success and version is not null order by installed_rank")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }
}
