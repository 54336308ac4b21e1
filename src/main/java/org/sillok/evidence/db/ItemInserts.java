package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
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

    /** A version with what it was made from and its files. */
    public void add(VersionRow version, List<ParentRow> parents, List<FileRow> files) {
        List<String> inserts = new ArrayList<>(List.of(VERSION));
        inserts.addAll(Collections.nCopies(parents.size(), PARENT));
        inserts.addAll(Collections.nCopies(files.size(), FILE));
        insert(inserts, values -> {
            values.add(version.key.item())
                    .add(version.key.number())
                    .add(version.ownerParty)
                    .add(version.activity)
                    .add(version.sealed)
                    .add(version.statement)
                    .add(version.recordedAt.atOffset(ZoneOffset.UTC));
            for (ParentRow parent : parents) {
                values.add(parent.key.item())
                        .add(parent.key.version())
                        .add(parent.key.parentItem())
                        .add(parent.key.parentVersion())
                        .add(parent.ownerParty);
            }
            for (FileRow file : files) {
                values.add(file.object)
                        .add(file.item)
                        .add(file.version)
                        .add(file.number)
                        .add(file.ownerParty)
                        .add(file.cipherLength)
                        .add(file.cipherSha256)
                        .add(file.sealed);
            }
        });
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
