package org.sillok.upload.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.UploadId;
import org.sillok.upload.core.Segment;

/** Which objects the bytes of uploads are in. */
@ApplicationScoped
class SegmentRows {
    private final UploadTables tables;

    SegmentRows(UploadTables tables) {
        this.tables = tables;
    }

    /** Copies the segments of {@code parts}, one part after the other, into an upload that has none, in the database. */
    void copy(UploadId id, List<UploadId> parts) {
        tables.run(
                "insert into upload_segment (upload, number, owner_party, object, length, wrapped)"
                        + " select ?, row_number() over (order by part.place, s.number) - 1, s.owner_party, s.object,"
                        + " s.length, s.wrapped"
                        + " from unnest(?) with ordinality as part(id, place) join upload_segment s on s.upload = part.id",
                insert -> {
                    insert.setString(1, id.value());
                    insert.setArray(2, UploadTables.texts(insert, parts.stream().map(UploadId::value)));
                    return insert.executeUpdate();
                });
    }

    /** Records segments of an upload; {@code number} is that of the first. */
    void insert(UploadId id, String owner, int number, List<Segment> segments) {
        tables.run(
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
    List<Segment> of(UploadId id) {
        return tables.run(
                "select object, length, wrapped from upload_segment where upload = ? order by number", select -> {
                    select.setString(1, id.value());
                    List<Segment> segments = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            segments.add(new Segment(
                                    new ObjectId(rows.getString(1)), rows.getLong(2), Bytes.of(rows.getBytes(3))));
                        }
                    }
                    return segments;
                });
    }

    /** Removes the segments of uploads; returns their objects, to which others may refer, too. */
    Set<ObjectId> delete(Collection<UploadId> uploads) {
        return tables.run("delete from upload_segment where upload = any(?) returning object", delete -> {
            delete.setArray(1, UploadTables.texts(delete, uploads.stream().map(UploadId::value)));
            return objects(delete);
        });
    }

    /** Those of {@code objects} that some upload refers to. */
    Set<ObjectId> referenced(Collection<ObjectId> objects) {
        return tables.run("select distinct object from upload_segment where object = any(?)", select -> {
            select.setArray(1, UploadTables.texts(select, objects.stream().map(ObjectId::value)));
            return objects(select);
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
}
