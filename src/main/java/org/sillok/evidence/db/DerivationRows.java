package org.sillok.evidence.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the graph of derivations in plain SQL, because it recurses. Joins the transaction and the scope of its thread. */
@ApplicationScoped
public class DerivationRows {
    /** A version, and one of those that it was made from; {@code owner} is null if its row cannot be seen. */
    public record Step(
            String item,
            int version,
            @Nullable String owner,
            @Nullable String parentItem,
            int parentVersion) {}

    // The inner limit stops the recursion; a version within it has all of its own parents.
    private static final String ANCESTRY = "with recursive line(item, version) as ("
            + " select item, number from evidence_version where item = any(?) and owner_party = ?"
            + " union select p.parent_item, p.parent_version from line l"
            + " join evidence_parent p on p.item = l.item and p.version = l.version)"
            + " select n.item, n.version, v.owner_party, p.parent_item, p.parent_version"
            + " from (select item, version from line limit ?) n"
            + " left join evidence_version v on v.item = n.item and v.number = n.version"
            + " left join evidence_parent p on p.item = n.item and p.version = n.version";

    private static final String MADE = "with recursive made(item) as (select unnest(cast(? as text[]))"
            + " union select p.item from made m join evidence_parent p on p.parent_item = m.item)"
            + " select i.id from made m join evidence_item i on i.id = m.item order by i.id";

    private static final String PARENTS = "with recursive line(item, version) as ("
            + " select w.item, w.version from unnest(cast(? as text[]), cast(? as integer[])) as w(item, version)"
            + " union select p.parent_item, p.parent_version from line l"
            + " join evidence_parent p on p.item = l.item and p.version = l.version)"
            + " select p.item, p.version, p.parent_item, p.parent_version"
            + " from line l join evidence_parent p on p.item = l.item and p.version = l.version";

    /** That a version was made from another one. */
    public record Parent(String item, int version, String parent, int parentVersion) {}

    /** That something of {@code item} was made from something of {@code parent}, which is another item. */
    public record Made(String parent, String item) {}

    private final DataSource pool;

    public DerivationRows(DataSource pool) {
        this.pool = pool;
    }

    /** All versions of these items, and those that they were made from; at most {@code versions} different ones. */
    public List<Step> ancestry(String owner, List<String> items, int versions) {
        return run(ANCESTRY, select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            select.setString(2, owner);
            select.setInt(3, versions);
            List<Step> steps = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    steps.add(new Step(
                            rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4), rows.getInt(5)));
                }
            }
            return steps;
        });
    }

    /** What these versions, and those that they were made from, were made from; the second list has the numbers. */
    public List<Parent> parents(List<String> items, List<Integer> versions) {
        return run(PARENTS, select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            select.setArray(2, select.getConnection().createArrayOf("integer", versions.toArray()));
            List<Parent> parents = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    parents.add(new Parent(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getInt(4)));
                }
            }
            return parents;
        });
    }

    /** Ids of an owner's items that come after {@code id}. */
    public List<String> itemsAfter(String owner, String id, int limit) {
        return run("select id from evidence_item where owner_party = ? and id > ? order by id limit ?", select -> {
            select.setString(1, owner);
            select.setString(2, id);
            select.setInt(3, limit);
            return ids(select);
        });
    }

    /** Who owns each of these items; one that cannot be seen is missing. */
    public Map<String, String> owners(List<String> items) {
        return run("select id, owner_party from evidence_item where id = any(?)", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            Map<String, String> owners = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    owners.put(rows.getString(1), rows.getString(2));
                }
            }
            return owners;
        });
    }

    /** Holds these items in the order of their ids. */
    public void hold(List<String> items) {
        run("select id from evidence_item where id = any(?) order by id for share", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            return select.execute();
        });
    }

    /** The same against those as well who only hold them. What refers to an item is not kept waiting. */
    public void holdForChange(List<String> items) {
        run("select id from evidence_item where id = any(?) order by id for no key update", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
            return select.execute();
        });
    }

    /** Items that name this source, in the order of their ids. */
    public List<String> ofSource(String source, int limit) {
        return run("select id from evidence_item where source = ? order by id limit ?", select -> {
            select.setString(1, source);
            select.setInt(2, limit);
            return ids(select);
        });
    }

    /** These items and all of which anything was made from them, step by step, in the order of their ids. */
    public List<String> madeFrom(List<String> items) {
        return ids(MADE, items);
    }

    /** From which other items these were made. */
    public List<Made> steps(List<String> items) {
        return run(
                "select distinct parent_item, item from evidence_parent where item = any(?) and item <> parent_item"
                        + " order by parent_item, item",
                select -> {
                    select.setArray(1, select.getConnection().createArrayOf("text", items.toArray()));
                    List<Made> steps = new ArrayList<>();
                    try (ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            steps.add(new Made(rows.getString(1), rows.getString(2)));
                        }
                    }
                    return steps;
                });
    }

    private List<String> ids(String sql, List<String> wanted) {
        return run(sql, select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", wanted.toArray()));
            return ids(select);
        });
    }

    private static List<String> ids(PreparedStatement select) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    public long count(String owner) {
        return run("select count(*) from evidence_item where owner_party = ?", select -> {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
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
