package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Which items a hold is about, in the transaction and the scope of the thread. */
@ApplicationScoped
public class HoldItemRows {
    /** One item of a hold, and what its own stream says last of the hold. */
    public record HeldItem(
            String item, String owner, @Nullable String stated) {}

    private static final String ITEMS = "select item, owner_party, stated from hold_item where hold = ? ";

    private final Sql sql;

    HoldItemRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds items with their owners; one statement however many they are. */
    public void add(String hold, Map<String, String> owners) {
        List<String> items = owners.keySet().stream().sorted().toList();
        sql.update(
                "insert into hold_item (hold, item, owner_party)"
                        + " select cast(? as text), w.item, w.owner from unnest(?, ?) as w (item, owner)",
                hold,
                Sql.Texts.of(items),
                new Sql.Texts(items.stream()
                        .map(item -> Objects.requireNonNull(owners.get(item)))
                        .toList()));
    }

    /** By id, after {@code last}; those of one owner, or all if it is null. */
    public List<HeldItem> after(String hold, @Nullable String owner, String last, int limit) {
        return sql.query(
                ITEMS + "and (cast(? as text) is null or owner_party = ?) and item > ? order by item limit ?",
                HoldItemRows::item,
                hold,
                owner,
                owner,
                last,
                limit);
    }

    /** All of them, in the order of their ids. */
    public List<String> items(String hold) {
        return sql.query("select item from hold_item where hold = ? order by item", row -> row.getString(1), hold);
    }

    /** Whose items they are, in the order of their ids. */
    public List<String> owners(String hold) {
        return sql.query(
                "select distinct owner_party from hold_item where hold = ? order by owner_party",
                row -> row.getString(1),
                hold);
    }

    /** How many of them are of that owner. */
    public int count(String hold, String owner) {
        return sql.query(
                        "select count(*) from hold_item where hold = ? and owner_party = ?",
                        row -> row.getInt(1),
                        hold,
                        owner)
                .get(0);
    }

    /** How many of the items of each of these holds are of that owner; one without any is missing. One query. */
    public Map<String, Integer> counts(Collection<String> holds, String owner) {
        Map<String, Integer> counts = new HashMap<>();
        sql.query(
                        "select hold, count(*) from hold_item where hold = any (?) and owner_party = ? group by hold",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        Sql.Texts.of(holds),
                        owner)
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    /** Items whose streams do not say yet that they are held: those of a hold that was placed. */
    public List<HeldItem> notHeld(String hold, int limit) {
        return sql.query(ITEMS + "and stated is null order by item limit ?", HoldItemRows::item, hold, limit);
    }

    /** Items whose streams do not say yet that the hold is lifted. */
    public List<HeldItem> notLifted(String hold, int limit) {
        return sql.query(ITEMS + "and stated = 'HELD' order by item limit ?", HoldItemRows::item, hold, limit);
    }

    public void stated(String hold, String item, String what) {
        sql.update("update hold_item set stated = ? where hold = ? and item = ?", what, hold, item);
    }

    private static HeldItem item(ResultSet row) throws SQLException {
        return new HeldItem(row.getString("item"), row.getString("owner_party"), row.getString("stated"));
    }
}
