package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What an erasure asks about items, in plain SQL. Joins the transaction and the scope of its thread. */
@ApplicationScoped
public class ErasureRows {
    // The whole of an item goes if one version of it was made from what goes: an item has one key.
    private static final String CLOSURE = "with recursive line(item) as (select unnest(?::text[])"
            + " union select p.item from line l join evidence_parent p on p.parent_item = l.item)"
            + " select i.id, i.owner_party from line l join evidence_item i on i.id = l.item order by i.id limit ?";

    private final DataSource pool;

    public ErasureRows(DataSource pool) {
        this.pool = pool;
    }

    /** An item's row. */
    public record Head(String owner, int versions) {}

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    /** These items, as far as they exist, and all that was made from them, with their owners; at most {@code limit}. */
    public Map<String, String> closure(Collection<String> items, int limit) {
        return run(CLOSURE, select -> {
            Array wanted = select.getConnection().createArrayOf("text", items.toArray());
            select.setArray(1, wanted);
            select.setInt(2, limit);
            Map<String, String> owners = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    owners.put(rows.getString(1), rows.getString(2));
                }
            }
            return owners;
        });
    }

    /** The row of an item, held against everybody until the transaction ends. */
    public Optional<Head> lock(String item) {
        return run("select owner_party, latest_version from evidence_item where id = ? for update", select -> {
            select.setString(1, item);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Head(rows.getString(1), rows.getInt(2))) : Optional.<Head>empty();
            }
        });
    }

    /** The stored objects of an item, in the order of its versions and files. */
    public List<String> objects(String item) {
        return run("select object from evidence_file where item = ? order by version, number", select -> {
            select.setString(1, item);
            List<String> objects = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    objects.add(rows.getString(1));
                }
            }
            return objects;
        });
    }

    /** Empties what the row said in clear about the content. */
    public void blank(String item, String kind) {
        run("update evidence_item set kind = ?, languages = '{}', source = null where id = ?", update -> {
            update.setString(1, kind);
            update.setString(2, item);
            return update.executeUpdate();
        });
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
