package org.sillok.vault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/** The content key of a subject, altered in the database of the running program until this is closed. */
public final class AlteredKey implements AutoCloseable {
    /** Changes of a row, by what is wrong then. */
    public static final String BIT = "wrapped = set_byte(wrapped, 15, get_byte(wrapped, 15) # 1)";

    public static final String OTHER_KEK = "kek = 'local-00000000000000000000'";

    public AlteredKey(String subject, String change) throws SQLException {
        String where = " where subject = '" + subject + "' and key_use = 'CONTENT'";
        execute("create table public.kept_key as select * from vault.vault_subject_key" + where);
        execute("set session_replication_role = replica; update vault.vault_subject_key set " + change + where);
    }

    @Override
    public void close() throws SQLException {
        execute("set session_replication_role = replica; update vault.vault_subject_key s set kek = k.kek,"
                + " wrapped = k.wrapped from public.kept_key k where s.subject = k.subject"
                + " and s.key_use = k.key_use; drop table public.kept_key");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                        System.getProperty("sillok.test.postgres.superuser.user"),
                        System.getProperty("sillok.test.postgres.superuser.password"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
