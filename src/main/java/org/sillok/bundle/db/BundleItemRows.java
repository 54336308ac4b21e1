package org.sillok.bundle.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The items of bundles, and the column with a bundle's plan; in the transaction and the scope of the thread. */
@ApplicationScoped
public class BundleItemRows {
    private static final String COLUMNS =
            "number, item, version, holder, sealed, facts from bundle_item where bundle = ?";
    private static final int BATCH = 1_000;

    /** One item without its receipt; {@code facts} are there once the receipt was made. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Item(int number, String item, int version, String holder, byte[] sealed, byte @Nullable [] facts) {}

    /** A receipt that was made, sealed, with the facts about it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Receipt(int number, byte[] receipt, byte[] facts) {}

    private final DataSource pool;

    public BundleItemRows(DataSource pool) {
        this.pool = pool;
    }

    public void add(String bundle, List<Item> items) {
        batch(
                "insert into bundle_item (bundle, number, item, version, holder, sealed) values (?, ?, ?, ?, ?, ?)",
                items,
                (insert, item) ->
                        set(insert, bundle, item.number(), item.item(), item.version(), item.holder(), item.sealed()));
    }

    /** Items after a number, in the order of numbers. */
    public List<Item> after(String bundle, int number, int limit) {
        return query(
                "select " + COLUMNS + " and number > ? order by number limit ?",
                BundleItemRows::item,
                bundle,
                number,
                limit);
    }

    public Optional<Item> find(String bundle, int number) {
        return query("select " + COLUMNS + " and number = ?", BundleItemRows::item, bundle, number).stream()
                .findFirst();
    }

    /** The sealed receipt of an item, while it is kept. */
    public Optional<byte[]> receipt(String bundle, int number) {
        return query(
                        "select receipt from bundle_item where bundle = ? and number = ? and receipt is not null",
                        row -> row.getBytes(1),
                        bundle,
                        number)
                .stream()
                .findFirst();
    }

    /** Keeps receipts of items that have none; what was made once stays. */
    public void keep(String bundle, List<Receipt> receipts) {
        batch(
                "update bundle_item set receipt = ?, facts = ? where bundle = ? and number = ? and facts is null",
                receipts,
                (update, one) -> set(update, one.receipt(), one.facts(), bundle, one.number()));
    }

    /** Drops the receipts; the facts about them stay. */
    public void forget(String bundle) {
        batch(
                "update bundle_item set receipt = null where bundle = ? and receipt is not null",
                List.of(bundle),
                (update, one) -> set(update, one));
    }

    /** The sealed plan and how many items it has; empty if there is none. */
    public Optional<Plan> plan(String bundle) {
        return plan(bundle, "");
    }

    /** The same, held against changes until the transaction ends. */
    public Optional<Plan> holdPlan(String bundle) {
        return plan(bundle, " for update");
    }

    private Optional<Plan> plan(String bundle, String lock) {
        return query(
                        "select plan, items from bundle_bundle where id = ? and plan is not null" + lock,
                        row -> new Plan(row.getBytes(1), row.getInt(2)),
                        bundle)
                .stream()
                .findFirst();
    }

    /** What is kept in a bundle's own row. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Plan(byte[] sealed, int items) {}

    /** Puts a plan that was completed in place of the one that was there. */
    public void complete(String bundle, byte[] plan) {
        batch(
                "update bundle_bundle set plan = ? where id = ? and plan is not null",
                List.of(plan),
                (update, completed) -> set(update, completed, bundle));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getInt(1), row.getString(2), row.getInt(3), row.getString(4), row.getBytes(5), row.getBytes(6));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private interface Setting<T> {
        void set(PreparedStatement statement, T value) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... parameters) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reading.of(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private <T> void batch(String sql, List<T> values, Setting<T> setting) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (T value : values) {
                setting.set(statement, value);
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("the tables of bundles cannot be used", e);
    }
}
