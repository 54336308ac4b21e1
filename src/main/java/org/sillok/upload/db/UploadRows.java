package org.sillok.upload.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final UploadTables tables;
    private final SegmentRows segments;

    UploadRows(UploadTables tables, SegmentRows segments) {
        this.tables = tables;
        this.segments = segments;
    }

    public void insert(UploadRow row) {
        tables.run(
                "insert into upload_upload (id, owner_party, part, length, position, segments, writer, about, progress,"
                        + " created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                insert -> {
                    insert.setString(1, row.id().value());
                    insert.setString(2, row.owner());
                    insert.setString(3, row.part().name());
                    UploadTables.setLong(insert, 4, row.length());
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
                    select.setArray(1, UploadTables.texts(select, ids.stream().map(UploadId::value)));
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
        return tables.run("select count(*) from upload_upload where owner_party = ? and expires_at > ?", select -> {
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
        return tables.run(
                        "update upload_upload set writer = ?, length = ?"
                                + " where id = ? and position = ? and length is not distinct from ?",
                        update -> {
                            update.setString(1, writer);
                            UploadTables.setLong(update, 2, length);
                            update.setString(3, seen.id().value());
                            update.setLong(4, seen.position());
                            UploadTables.setLong(update, 5, seen.length());
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
        int updated = tables.run(
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
            this.segments.insert(id, owner, number, segments);
        }
        return updated == 1;
    }

    /** Some uploads that expired before {@code now} and that nobody is just deleting; locked. */
    public List<UploadRow> expired(Instant now, int limit) {
        return rows(SELECT + "where expires_at <= ? order by expires_at limit ? for update skip locked", select -> {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, limit);
        });
    }

    /** All that are there: how many, what arrived of them, and when the first expires (null: none). */
    public record Totals(long uploads, long bytes, @Nullable Instant firstExpiry) {}

    public Totals totals() {
        return tables.run("select count(*), coalesce(sum(position), 0), min(expires_at) from upload_upload", select -> {
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                Timestamp first = rows.getTimestamp(3);
                return new Totals(rows.getLong(1), rows.getLong(2), first == null ? null : first.toInstant());
            }
        });
    }

    /** Removes uploads. The objects of their segments are returned: others may refer to them, too. */
    public Set<ObjectId> delete(Collection<UploadId> ids) {
        // Locked first: whoever appends, or copies the segments, waits and then finds nothing.
        tables.run("select id from upload_upload where id = any(?) order by id for update", select -> {
            select.setArray(1, UploadTables.texts(select, ids.stream().map(UploadId::value)));
            return select.execute();
        });
        Set<ObjectId> objects = segments.delete(ids);
        tables.run("delete from upload_upload where id = any(?)", delete -> {
            delete.setArray(1, UploadTables.texts(delete, ids.stream().map(UploadId::value)));
            return delete.executeUpdate();
        });
        return objects;
    }

    /** Copies the segments of {@code parts}, one part after the other, into an upload that has none, in the database. */
    public void copySegments(UploadId id, List<UploadId> parts) {
        segments.copy(id, parts);
    }

    /** The segments of an upload in their order. */
    public List<Segment> segments(UploadId id) {
        return segments.of(id);
    }

    /** Those of {@code objects} that some upload refers to. */
    public Set<ObjectId> referenced(Collection<ObjectId> objects) {
        return segments.referenced(objects);
    }

    private interface Setting {
        void on(PreparedStatement statement) throws SQLException;
    }

    private List<UploadRow> rows(String sql, Setting setting) {
        return tables.run(sql, select -> {
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
}
