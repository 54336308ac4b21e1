package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/**
 * Adds rows of items in plain SQL, those of several tables in one message to the server: every deposit passes here, and
 * entities would cost it more than the database does. Each call joins the transaction of its thread.
 */
@ApplicationScoped
public class ItemInserts {
    private static final String ITEM = "insert into evidence_item (id, owner_party, kind, languages, source,"
            + " metadata_revision, latest_version, deposited_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String METADATA = "insert into evidence_metadata (item, revision, owner_party, sealed,"
            + " recorded_at) values (?, ?, ?, ?, ?)";
    private static final String VERSION = "insert into evidence_version (item, number, owner_party, activity, sealed,"
            + " statement, recorded_at) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String PARENT = "insert into evidence_parent (item, version, parent_item, parent_version,"
            + " owner_party) values (?, ?, ?, ?, ?)";
    private static final String FILE = "insert into evidence_file (object, item, version, number, owner_party,"
            + " cipher_length, cipher_sha256, sealed) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource pool;

    public ItemInserts(DataSource pool) {
        this.pool = pool;
    }

    /** A new item with its first metadata. */
    public void add(ItemRow item, MetadataRow metadata) {
        insert(List.of(ITEM, METADATA), values -> {
            values.add(item.id)
                    .add(item.ownerParty)
                    .add(item.kind)
                    .add(values.array(item.languages))
                    .add(item.source)
                    .add(item.metadataRevision)
                    .add(item.latestVersion)
                    .add(item.depositedAt.atOffset(ZoneOffset.UTC));
            values.add(metadata.key.item())
                    .add(metadata.key.revision())
                    .add(metadata.ownerParty)
                    .add(metadata.sealed)
                    .add(metadata.recordedAt.atOffset(ZoneOffset.UTC));
        });
    }

    /** A version with what it was made from and its files, of which there is at least one. */
    public void add(VersionRow version, List<ParentRow> parents, List<FileRow> files) {
        insert(List.of(VERSION, FILE), values -> {
            values.add(version.key.item())
                    .add(version.key.number())
                    .add(version.ownerParty)
                    .add(version.activity)
                    .add(version.sealed)
                    .add(version.statement)
                    .add(version.recordedAt.atOffset(ZoneOffset.UTC));
            file(values, files.get(0));
        });
        insertEach(PARENT, parents, ItemInserts::parent);
        insertEach(FILE, files.subList(1, files.size()), ItemInserts::file);
    }

    private static void parent(Values values, ParentRow parent) throws SQLException {
        values.add(parent.key.item())
                .add(parent.key.version())
                .add(parent.key.parentItem())
                .add(parent.key.parentVersion())
                .add(parent.ownerParty);
    }

    private static void file(Values values, FileRow file) throws SQLException {
        values.add(file.object)
                .add(file.item)
                .add(file.version)
                .add(file.number)
                .add(file.ownerParty)
                .add(file.cipherLength)
                .add(file.cipherSha256)
                .add(file.sealed);
    }

    private interface RowBinding<T> {
        void to(Values values, T row) throws SQLException;
    }

    /** Any number of rows under one text, so that the server prepares it once and not once for each number. */
    private <T> void insertEach(String insert, List<T> rows, RowBinding<T> binding) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            for (T row : rows) {
                binding.to(new Values(statement), row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of evidence cannot be written", e);
        }
    }

    private interface Binding {
        void to(Values values) throws SQLException;
    }

    /** The driver sends statements that a semicolon parts at once, and the server prepares each of them for itself. */
    private void insert(List<String> inserts, Binding binding) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(String.join("; ", inserts))) {
            binding.to(new Values(statement));
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of evidence cannot be written", e);
        }
    }
}
