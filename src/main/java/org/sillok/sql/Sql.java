package org.sillok.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One statement in the transaction and the scope of its thread, for rows of which there are so many that entities would cost
 * too much. What the database refuses is an {@link IllegalStateException} with the {@link SQLException} as its cause.
 */
@ApplicationScoped
public class Sql {
    private static final int BATCH = 1_000;

    private final DataSource pool;

    public Sql(DataSource pool) {
        this.pool = pool;
    }

    /** What is done with a statement. */
    public interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row. */
    public interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Sets the parameters of one row of a batch. */
    public interface Setting<T> {
        void set(PreparedStatement statement, T value) throws SQLException;
    }

    /** Texts that become one array. */
    public record Texts(List<String> texts) {
        public Texts {
            texts = List.copyOf(texts);
        }

        /** These texts in the order in which they come. */
        public static Texts of(Collection<String> texts) {
            return new Texts(List.copyOf(texts));
        }
    }

    /** Prepares a statement and closes it when the work is done. */
    public <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be used", e);
        }
    }

    /** All rows that a statement finds. */
    public <T> List<T> query(String sql, Reading<T> reading, @Nullable Object... parameters) {
        return run(sql, statement -> {
            set(statement, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        });
    }

    /** Returns how many rows were changed. */
    public int update(String sql, @Nullable Object... parameters) {
        return run(sql, statement -> {
            set(statement, parameters);
            return statement.executeUpdate();
        });
    }

    /** The same statement for each of {@code values}, some at a time. */
    public <T> void batch(String sql, List<T> values, Setting<T> setting) {
        run(sql, statement -> {
            int waiting = 0;
            for (T value : values) {
                setting.set(statement, value);
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            return statement.executeBatch();
        });
    }

    /** Sets parameters from the first one on: times in UTC, {@link Texts} as arrays, the rest as the driver does. */
    public static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Texts texts) {
                statement.setArray(
                        i + 1,
                        statement
                                .getConnection()
                                .createArrayOf("text", texts.texts().toArray()));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** The time in a column, or null if there is none. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    /** The time in a column, or null if there is none. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    /** The time in a column that is never null. */
    public static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
