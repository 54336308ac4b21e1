package org.sillok.vault.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Which keys were destroyed. A call joins the transaction of its thread, if there is one. */
@ApplicationScoped
public class DestroyedKeyRows {
    private static final String CONTENT = "select subject, destroyed_at from vault.vault_destroyed_key"
            + " where subject = any (?) and key_use = 'CONTENT'";

    private static final String NEWEST = "select max(destroyed_at) from vault.vault_destroyed_key"
            + " where key_use = 'CONTENT' and starts_with(subject, ?) and destroyed_at < ?";

    private final DataSource database;

    public DestroyedKeyRows(DataSource database) {
        this.database = database;
    }

    /** When one was destroyed last before {@code limit}, of subjects whose names begin so. */
    public Optional<Instant> newest(String prefix, Instant limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setString(1, prefix);
            select.setObject(2, limit.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the vault's tables cannot be used", e);
        }
    }

    /** Those of these subjects whose content key was destroyed, and when. */
    public Map<String, Instant> content(Collection<String> subjects) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(CONTENT)) {
            select.setArray(1, connection.createArrayOf("text", subjects.toArray()));
            Map<String, Instant> destroyed = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    destroyed.put(
                            rows.getString(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return destroyed;
        } catch (SQLException e) {
            throw new IllegalStateException("the vault's tables cannot be used", e);
        }
    }
}
