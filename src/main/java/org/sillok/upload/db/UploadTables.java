package org.sillok.upload.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs statements on the tables of uploads, in the caller's transaction and scope. */
@ApplicationScoped
class UploadTables {
    private final DataSource database;

    UploadTables(DataSource database) {
        this.database = database;
    }

    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of uploads cannot be used", e);
        }
    }

    static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    static Array texts(PreparedStatement statement, Stream<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }
}
