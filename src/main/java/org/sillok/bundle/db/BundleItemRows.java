package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** The items of bundles; in the transaction and the scope of the thread. */
@ApplicationScoped
public class BundleItemRows {
    private static final String COLUMNS =
            "number, item, version, holder, sealed, facts from bundle_item where bundle = ?";

    /**
     * One item without its receipt.
     *
     * @param sealed what the bundle says of it, until that was dropped
     * @param facts about the receipt, once it was made
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Item(
            int number, String item, int version, String holder, byte @Nullable [] sealed, byte @Nullable [] facts) {}

    /** A receipt that was made, sealed, with the facts about it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Receipt(int number, byte[] receipt, byte[] facts) {}

    /** A sealed receipt that is kept, under the number of its item. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Kept(int number, byte[] receipt) {}

    /** One version of an item under its number: what stays of it. */
    public record Line(int number, String item, int version, String holder) {}

    private final Sql sql;

    public BundleItemRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String bundle, List<Item> items) {
        sql.batch(
                "insert into bundle_item (bundle, number, item, version, holder, sealed) values (?, ?, ?, ?, ?, ?)",
                items,
                (insert, item) -> Sql.set(
                        insert, bundle, item.number(), item.item(), item.version(), item.holder(), item.sealed()));
    }

    /** Items after a number, in the order of numbers. */
    public List<Item> after(String bundle, int number, int limit) {
        return sql.query(
                "select " + COLUMNS + " and number > ? order by number limit ?",
                BundleItemRows::item,
                bundle,
                number,
                limit);
    }

    /** Which items a bundle has, by id. */
    public List<String> items(String bundle, int limit) {
        return sql.query(
                "select distinct item from bundle_item where bundle = ? order by item limit ?",
                row -> row.getString(1),
                bundle,
                limit);
    }

    /** The receipts of items from a number on, while they are kept, in the order of numbers. */
    public List<Kept> receipts(String bundle, int from, int limit) {
        return sql.query(
                "select number, receipt from bundle_item where bundle = ? and number >= ? and receipt is not null"
                        + " order by number limit ?",
                row -> new Kept(row.getInt(1), row.getBytes(2)),
                bundle,
                from,
                limit);
    }

    /** Keeps receipts of items that have none; what was made once stays. */
    public void keep(String bundle, List<Receipt> receipts) {
        sql.batch(
                "update bundle_item set receipt = ?, facts = ? where bundle = ? and number = ? and facts is null"
                        + " and sealed is not null",
                receipts,
                (update, one) -> Sql.set(update, one.receipt(), one.facts(), bundle, one.number()));
    }

    /** Drops all that is said of the items; the lines stay. */
    public void forget(String bundle) {
        sql.update(
                "update bundle_item set sealed = null, receipt = null, facts = null where bundle = ? and sealed is not null",
                bundle);
    }

    /** Those whose own records do not say yet that they left, in the order of items, from the one after this on. */
    public List<Line> unreleased(String bundle, String afterItem, int afterVersion, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and (item, version) > (?, ?)"
                        + " and not released order by item, version limit ?",
                BundleItemRows::line,
                bundle,
                afterItem,
                afterVersion,
                limit);
    }

    public void released(String bundle, List<Line> some) {
        sql.batch(
                "update bundle_item set released = true where bundle = ? and number = ?",
                some,
                (update, one) -> Sql.set(update, bundle, one.number()));
    }

    /** Lines from a number on, in the order of their numbers. */
    public List<Line> lines(String bundle, long from, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and number >= ?"
                        + " order by number limit ?",
                BundleItemRows::line,
                bundle,
                from,
                limit);
    }

    /** Which versions stand under these numbers; a number that it does not have is missing. */
    public List<Line> numbered(String bundle, Collection<Integer> numbers) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and number = any(?)"
                        + " order by number",
                BundleItemRows::line,
                bundle,
                numbers.toArray(Integer[]::new));
    }

    /** A version, and its number in a bundle. */
    public record Numbered(String bundle, int number, String item, int version) {}

    /** All versions of these items in these bundles. One query however many there are. */
    public List<Numbered> among(Collection<String> bundles, Collection<String> items) {
        return sql.query(
                "select bundle, number, item, version from bundle_item where bundle = any(?) and item = any(?)"
                        + " order by bundle, number",
                row -> new Numbered(row.getString(1), row.getInt(2), row.getString(3), row.getInt(4)),
                bundles.toArray(String[]::new),
                items.toArray(String[]::new));
    }

    /** The numbers of what is of that holder. */
    public List<Integer> numbers(String bundle, String holder) {
        return sql.query(
                "select number from bundle_item where bundle = ? and holder = ? order by number",
                row -> row.getInt(1),
                bundle,
                holder);
    }

    /** All versions of these items that are in it, in the order of their numbers. */
    public List<Line> among(String bundle, Collection<String> items) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and item = any (?) order by number",
                BundleItemRows::line,
                bundle,
                items.toArray(String[]::new));
    }

    /** Lines of one holder in an order that is its own, without the first {@code skipped}. What was planned stays so. */
    public List<Line> linesOf(String bundle, String holder, long skipped, int limit) {
        return sql.query(
                "select number, item, version, holder from bundle_item where bundle = ? and holder = ?"
                        + " order by item collate \"C\", version offset ? limit ?",
                BundleItemRows::line,
                bundle,
                holder,
                skipped,
                limit);
    }

    /** How many items one holder has in it. */
    public int held(String bundle, String holder) {
        return sql.query(
                        "select count(*) from bundle_item where bundle = ? and holder = ?",
                        row -> row.getInt(1),
                        bundle,
                        holder)
                .get(0);
    }

    /** Those whose material is in it, in the order of their ids. */
    public List<String> holders(String bundle) {
        return sql.query(
                "select distinct holder from bundle_item where bundle = ? order by holder",
                row -> row.getString(1),
                bundle);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getInt(1), row.getString(2), row.getInt(3), row.getString(4), row.getBytes(5), row.getBytes(6));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getInt("number"), row.getString("item"), row.getInt("version"), row.getString("holder"));
    }
}
