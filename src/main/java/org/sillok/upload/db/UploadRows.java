package org.sillok.upload.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.Position;
import org.sillok.kernel.UploadId;
import org.sillok.upload.core.Segment;

/** The tables of uploads, in the caller's transaction and scope. */
@ApplicationScoped
public class UploadRows {
    private static final String SELECT = "select id, owner_party, part, length, position, segments, writer, about,"
            + " progress, created_at, expires_at from upload_upload ";

    private final DataSource database;

    UploadRows(DataSource database) {
        this.database = database;
    }

    public void insert(UploadRow row) {
        run(
                "insert into upload_upload (id, owner_party, part, length, position, segments, writer, about, progress,"
                        + " created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setString(1, row.id().value());
                    insert.setString(2, row.owner());
                    insert.setString(3, row.part().name());
                    setLong(insert, 4, row.length());
                    insert.setLong(5, row.position());
                    insert.setInt(6, row.segments());
                    insert.setString(7, row.writer());
                    insert.setBytes(8, row.about().toArray());
                    insert.setBytes(9, row.progress().toArray());
                    insert.setTimestamp(10, Timestamp.from(row.createdAt()));
                    insert.setTimestamp(11, Timestamp.from(row.expiresAt()));
                    return insert.executeUpdate();
                });
    }

    /** An upload that has not expired at {@code now}. */
    public Optional<UploadRow> ofOwner(String id, String owner, Instant now) {
        return rows(SELECT + "where id = ? and owner_party = ? and expires_at > ?", select -> {
                    select.setString(1, id);
                    select.setString(2, owner);
                    select.setTimestamp(3, Timestamp.from(now));
                })
                .stream()
                .findFirst();
    }

    /** The same of several, in the order of their identifiers, and nobody may change them until the transaction ends. */
    public List<UploadRow> lock(Collection<UploadId> ids, String owner, Instant now) {
        return rows(
                SELECT + "where id = any(?) and owner_party = ? and expires_at > ? order by id for update", select -> {
                    select.setArray(1, texts(select, ids.stream().map(UploadId::value)));
                    select.setString(2, owner);
                    select.setTimestamp(3, Timestamp.from(now));
                });
    }

    /** Whether {@code writer} is still the newest and the upload where it left it; then that stays so until the end. */
    public boolean lock(UploadId id, String owner, String writer, long position) {
        return !rows(SELECT + "where id = ? and owner_party = ? and writer = ? and position = ? for update", select -> {
                    select.setString(1, id.value());
                    select.setString(2, owner);
                    select.setString(3, writer);
                    select.setLong(4, position);
                })
                .isEmpty();
    }

    /** Oldest first. */
    public List<UploadRow> page(String owner, Instant now, @Nullable Position after, int limit) {
        return rows(
                SELECT + "where owner_party = ? and expires_at > ? and (created_at, id) > (?, ?)"
                        + " order by created_at, id limit ?",
                select -> {
                    select.setString(1, owner);
                    select.setTimestamp(2, Timestamp.from(now));
                    select.setTimestamp(3, Timestamp.from(after == null ? Instant.EPOCH : after.time()));
                    select.setString(4, after == null ? "" : after.id());
                    select.setInt(5, limit);
                });
    }

    public int count(String owner, Instant now) {
        return run("select count(*) from upload_upload where owner_party = ? and expires_at > ?", select -> {
            select.setString(1, owner);
            select.setTimestamp(2, Timestamp.from(now));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    /**
     * Makes {@code writer} the only one who may go on, if the upload is still as {@code seen}.
     *
     * @param length to be set if it was not known
     */
    public boolean takeOver(UploadRow seen, String writer, @Nullable Long length) {
        return run(
                        "update upload_upload set writer = ?, length = ?"
                                + " where id = ? and position = ? and length is not distinct from ?",
                        update -> {
                            update.setString(1, writer);
                            setLong(update, 2, length);
                            update.setString(3, seen.id().value());
                            update.setLong(4, seen.position());
                            setLong(update, 5, seen.length());
                            return update.executeUpdate();
                        })
                == 1;
    }

    /**
     * Records segments behind those that are there, if nobody else has become the writer.
     *
     * @param from where the first of them begins
     * @param number the number of the first of them
     */
    public boolean append(
            UploadId id,
            String owner,
            String writer,
            long from,
            int number,
            List<Segment> segments,
            byte[] progress,
            Instant expiresAt) {
        long until = from + segments.stream().mapToLong(Segment::length).sum();
        int updated = run(
                "update upload_upload set position = ?, segments = ?, progress = ?, expires_at = ?"
                        + " where id = ? and writer = ? and position = ? and segments = ?",
                update -> {
                    update.setLong(1, until);
                    update.setInt(2, number + segments.size());
                    update.setBytes(3, progress);
                    update.setTimestamp(4, Timestamp.from(expiresAt));
                    update.setString(5, id.value());
                    update.setString(6, writer);
                    update.setLong(7, from);
                    update.setInt(8, number);
                    return update.executeUpdate();
                });
        if (updated == 1) {
            insertSegments(id, owner, number, segments);
        }
        return updated == 1;
    }

    /** Copies the segments of {@code parts}, one part after the other, into an upload that has none, in the database. */
    public void copySegments(UploadId id, List<UploadId> parts) {
        run(
                "insert into upload_segment (upload, number, owner_party, object, length, wrapped)"
                        + " select ?, row_number() over (order by part.place, s.number) - 1, s.owner_party, s.object,"
                        + " s.length, s.wrapped"
                        + " from unnest(?) with ordinality as part(id, place) join upload_segment s on s.upload = part.id",
                insert -> {
                    insert.setString(1, id.value());
                    insert.setArray(2, texts(insert, parts.stream().map(UploadId::value)));
                    return insert.executeUpdate();
                });
    }

    private void insertSegments(UploadId id, String owner, int number, List<Segment> segments) {
        run(
                "insert into upload_segment (upload, number, owner_party, object, length, wrapped)"
                        + " values (?, ?, ?, ?, ?, ?)",
                insert -> {
                    int next = number;
                    for (Segment segment : segments) {
                        insert.setString(1, id.value());
                        insert.setInt(2, next++);
                        insert.setString(3, owner);
                        insert.setString(4, segment.object().value());
                        insert.setLong(5, segment.length());
                        insert.setBytes(6, segment.wrapped().toArray());
                        insert.addBatch();
                    }
                    return insert.executeBatch();
                });
    }

    /** The segments of an upload in their order. */
    public List<Segment> segments(UploadId id) {
        return run("select object, length, wrapped from upload_segment where upload = ? order by number", select -> {
            select.setString(1, id.value());
            List<Segment> segments = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    segments.add(
                            new Segment(new ObjectId(rows.getString(1)), rows.getLong(2), Bytes.of(rows.getBytes(3))));
                }
            }
            return segments;
        });
    }

    /** Some uploads that expired before {@code now} and that nobody is just deleting; locked. */
    public List<UploadId> expired(Instant now, int limit) {
        return rows(SELECT + "where expires_at <= ? order by expires_at limit ? for update skip locked", select -> {
                    select.setTimestamp(1, Timestamp.from(now));
                    select.setInt(2, limit);
                })
                .stream()
                .map(UploadRow::id)
                .toList();
    }

    /** Removes uploads. The objects of their segments are returned: others may refer to them, too. */
    public Set<ObjectId> delete(Collection<UploadId> ids) {
        // Locked first: whoever appends, or copies the segments, waits and then finds nothing.
        run("select id from upload_upload where id = any(?) order by id for update", select -> {
            select.setArray(1, texts(select, ids.stream().map(UploadId::value)));
            return select.execute();
        });
        Set<ObjectId> objects = objects("delete from upload_segment where upload = any(?) returning object", ids);
        run("delete from upload_upload where id = any(?)", delete -> {
            delete.setArray(1, texts(delete, ids.stream().map(UploadId::value)));
            return delete.executeUpdate();
        });
        return objects;
    }

    /** Those of {@code objects} that some upload refers to. */
    public Set<ObjectId> referenced(Collection<ObjectId> objects) {
        return run("select distinct object from upload_segment where object = any(?)", select -> {
            select.setArray(1, texts(select, objects.stream().map(ObjectId::value)));
            return objects(select);
        });
    }

    private Set<ObjectId> objects(String sql, Collection<UploadId> ids) {
        return run(sql, statement -> {
            statement.setArray(1, texts(statement, ids.stream().map(UploadId::value)));
            return objects(statement);
        });
    }

    private static Set<ObjectId> objects(PreparedStatement statement) throws SQLException {
        Set<ObjectId> objects = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                objects.add(new ObjectId(rows.getString(1)));
            }
        }
        return objects;
    }

    private interface Setting {
        void on(PreparedStatement statement) throws SQLException;
    }

    private List<UploadRow> rows(String sql, Setting setting) {
        return run(sql, select -> {
            setting.on(select);
            List<UploadRow> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        });
    }

    private static UploadRow row(ResultSet row) throws SQLException {
        long known = row.getLong(4);
        Long length = row.wasNull() ? null : known;
        return new UploadRow(
                new UploadId(row.getString(1)),
                row.getString(2),
                UploadRow.Part.valueOf(row.getString(3)),
                length,
                row.getLong(5),
                row.getInt(6),
                row.getString(7),
                Bytes.of(row.getBytes(8)),
                Bytes.of(row.getBytes(9)),
                row.getTimestamp(10).toInstant(),
                row.getTimestamp(11).toInstant());
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    private static Array texts(PreparedStatement statement, Stream<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of uploads cannot be used", e);
        }
    }
}
