package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads versions of any items in plain SQL, because there may be very many. Joins the transaction and the scope of its thread. */
@ApplicationScoped
public class ReleasedRows {
    private static final String WANTED =
            " from unnest(cast(? as text[]), cast(? as integer[])) as w(item, number) join ";

    /** Which version of which item. */
    public record Wanted(String item, int version) {}

    /** One version beside what its item's row and current metadata say. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Version(
            Wanted ref,
            String owner,
            String activity,
            byte[] sealed,
            byte[] statement,
            int revision,
            byte[] metadata) {}

    /** What a version's item says of itself without being opened. */
    public record Outline(
            Wanted ref, int versions, @Nullable String source, int revision) {}

    private final DataSource pool;

    public ReleasedRows(DataSource pool) {
        this.pool = pool;
    }

    /** Those of these versions that exist: one query. */
    public List<Version> versions(List<Wanted> wanted) {
        return run(
                "select v.item, v.number, v.owner_party, v.activity, v.sealed, v.statement,"
                        + " i.metadata_revision, m.sealed"
                        + WANTED
                        + "evidence_version v on v.item = w.item and v.number = w.number"
                        + " join evidence_item i on i.id = v.item"
                        + " join evidence_metadata m on m.item = i.id and m.revision = i.metadata_revision",
                wanted,
                row -> new Version(
                        new Wanted(row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5),
                        row.getBytes(6),
                        row.getInt(7),
                        row.getBytes(8)));
    }

    /** Those of these versions that exist: one query, and nothing that is sealed. */
    public List<Outline> outlines(List<Wanted> wanted) {
        return run(
                "select v.item, v.number, i.latest_version, i.source, i.metadata_revision"
                        + WANTED
                        + "evidence_version v on v.item = w.item and v.number = w.number"
                        + " join evidence_item i on i.id = v.item",
                wanted,
                row -> new Outline(
                        new Wanted(row.getString(1), row.getInt(2)), row.getInt(3), row.getString(4), row.getInt(5)));
    }

    /** The files of these versions, in the order of their numbers: one query. */
    public List<FileRow> files(List<Wanted> wanted) {
        return run(
                "select f.item, f.version, f.number, f.object, f.owner_party, f.cipher_length, f.cipher_sha256,"
                        + " f.sealed"
                        + WANTED
                        + "evidence_file f on f.item = w.item and f.version = w.number"
                        + " order by f.item, f.version, f.number",
                wanted,
                row -> new FileRow(
                        row.getString(4),
                        new VersionRow.Key(row.getString(1), row.getInt(2)),
                        row.getInt(3),
                        row.getString(5),
                        row.getLong(6),
                        row.getBytes(7),
                        row.getBytes(8)));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> run(String sql, List<Wanted> wanted, Reading<T> reading) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", wanted.stream().map(Wanted::item).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", wanted.stream().map(Wanted::version).toArray()));
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of evidence cannot be used", e);
        }
    }
}
