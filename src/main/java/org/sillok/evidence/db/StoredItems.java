package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Items as an inspector reads them: raw and without entities, so that memory does not grow with their number. Joins the
 * transaction of its thread and sees the rows of its scope only.
 */
@ApplicationScoped
public class StoredItems {
    private static final List<String> ITEM_COLUMNS = List.of(
            "id from evidence_item",
            "item from evidence_metadata",
            "item from evidence_version",
            "item from evidence_parent",
            "item from evidence_file",
            "item from evidence_joint_depositor",
            "item from evidence_depositor_proposal",
            "item from evidence_depositor_proposal_end");

    private final DataSource pool;

    public StoredItems(DataSource pool) {
        this.pool = pool;
    }

    /** A row of {@code evidence_item}; {@code source} may be null. */
    public Optional<ItemRow> item(String id) {
        return query(
                        "select owner_party, kind, languages, source, deposited_at, metadata_revision, latest_version"
                                + " from evidence_item where id = ?",
                        id,
                        row -> {
                            Array languages = row.getArray(3);
                            ItemRow item = new ItemRow(
                                    id,
                                    row.getString(1),
                                    row.getString(2),
                                    (String[]) languages.getArray(),
                                    row.getString(4),
                                    time(row, 5));
                            item.metadataRevision = row.getInt(6);
                            item.latestVersion = row.getInt(7);
                            return item;
                        })
                .stream()
                .findFirst();
    }

    public List<MetadataRow> metadata(String item) {
        return query(
                "select revision, owner_party, sealed, recorded_at from evidence_metadata where item = ?"
                        + " order by revision",
                item,
                row -> new MetadataRow(
                        new MetadataRow.Key(item, row.getInt(1)), row.getString(2), row.getBytes(3), time(row, 4)));
    }

    public List<VersionRow> versions(String item) {
        return query(
                "select number, owner_party, activity, sealed, statement, recorded_at from evidence_version"
                        + " where item = ? order by number",
                item,
                row -> new VersionRow(
                        new VersionRow.Key(item, row.getInt(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getBytes(4),
                        row.getBytes(5),
                        time(row, 6)));
    }

    public List<ParentRow> parents(String item) {
        return query(
                "select version, parent_item, parent_version, owner_party from evidence_parent where item = ?"
                        + " order by version, parent_item, parent_version",
                item,
                row -> new ParentRow(
                        new ParentRow.Key(item, row.getInt(1), row.getString(2), row.getInt(3)), row.getString(4)));
    }

    public List<FileRow> files(String item) {
        return query(
                "select object, version, number, owner_party, cipher_length, cipher_sha256, sealed from evidence_file"
                        + " where item = ? order by version, number",
                item,
                row -> new FileRow(
                        row.getString(1),
                        new VersionRow.Key(item, row.getInt(2)),
                        row.getInt(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getBytes(6),
                        row.getBytes(7)));
    }

    public List<JointDepositorRow> depositors(String item) {
        return query(
                "select party, owner_party, statement, recorded_at from evidence_joint_depositor where item = ?"
                        + " order by party",
                item,
                row -> new JointDepositorRow(
                        new JointDepositorRow.Key(item, row.getString(1)),
                        row.getString(2),
                        row.getBytes(3),
                        time(row, 4)));
    }

    public List<DepositorProposalRow> depositorProposals(String item) {
        return query(
                "select party, number, owner_party, statement, proposed_at from evidence_depositor_proposal"
                        + " where item = ? order by party, number",
                item,
                row -> new DepositorProposalRow(
                        new DepositorProposalRow.Key(item, row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getBytes(4),
                        time(row, 5)));
    }

    public List<DepositorProposalEndRow> depositorProposalEnds(String item) {
        return query(
                "select party, number, owner_party, outcome, statement, ended_at from evidence_depositor_proposal_end"
                        + " where item = ? order by party, number",
                item,
                row -> new DepositorProposalEndRow(
                        new DepositorProposalRow.Key(item, row.getString(1), row.getInt(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5),
                        time(row, 6)));
    }

    /** Items that any table has rows of, after {@code id}, in the order of their ids. */
    public List<String> itemsAfter(String id, int limit) {
        StringBuilder sql = new StringBuilder();
        for (String column : ITEM_COLUMNS) {
            String name = column.substring(0, column.indexOf(' '));
            sql.append(sql.isEmpty() ? "" : " union ")
                    .append("(select distinct ")
                    .append(column)
                    .append(" where ")
                    .append(name)
                    .append(" > ? order by ")
                    .append(name)
                    .append(" limit ")
                    .append(limit)
                    .append(")");
        }
        sql.append(" order by 1 limit ").append(limit);
        return run(sql.toString(), select -> {
            for (int i = 1; i <= ITEM_COLUMNS.size(); i++) {
                select.setString(i, id);
            }
            return read(select, row -> row.getString(1));
        });
    }

    /** How many files there are, for telling how far a check of them is. */
    public long countFiles() {
        return run("select count(*) from evidence_file", select -> read(select, row -> row.getLong(1)))
                .get(0);
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> List<T> query(String sql, String item, Mapping<T> mapping) {
        return run(sql, select -> {
            select.setString(1, item);
            return read(select, mapping);
        });
    }

    private static <T> List<T> read(PreparedStatement select, Mapping<T> mapping) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(mapping.of(rows));
            }
        }
        return found;
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of evidence cannot be used", e);
        }
    }
}
