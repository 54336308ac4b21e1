package org.sillok.evidence.db;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The values of a prepared statement, one after another. */
final class Values {
    private final PreparedStatement statement;
    private int last;

    Values(PreparedStatement statement) {
        this.statement = statement;
    }

    Values add(@Nullable String value) throws SQLException {
        statement.setString(++last, value);
        return this;
    }

    Values add(int value) throws SQLException {
        statement.setInt(++last, value);
        return this;
    }

    Values add(long value) throws SQLException {
        statement.setLong(++last, value);
        return this;
    }

    Values add(byte[] value) throws SQLException {
        statement.setBytes(++last, value);
        return this;
    }

    Values add(Array value) throws SQLException {
        statement.setArray(++last, value);
        return this;
    }

    Values add(OffsetDateTime value) throws SQLException {
        statement.setObject(++last, value);
        return this;
    }

    Array array(String[] texts) throws SQLException {
        return statement.getConnection().createArrayOf("varchar", texts);
    }
}
