package org.sillok.recall.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Withdrawals that call something back. Every call sees the rows of its scope only. */
@ApplicationScoped
public class OrderRows {
    /** One withdrawal. */
    public record Row(
            String withdrawal,
            String owner,
            String level,
            String reason,
            @Nullable String asked,
            @Nullable String replacement,
            Instant issuedAt,
            @Nullable Instant respondBy,
            @Nullable Instant liftedAt) {}

    /** A bundle of which no notice was sent. */
    public record SparedRow(String bundle, String recipient, String why) {}

    private final Sql sql;

    public OrderRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Row order) {
        sql.update(
                "insert into recall_order (withdrawal, owner_party, level, reason, asked, replacement, issued_at, respond_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                order.withdrawal(),
                order.owner(),
                order.level(),
                order.reason(),
                order.asked(),
                order.replacement(),
                order.issuedAt(),
                order.respondBy());
    }

    public Optional<Row> find(String withdrawal) {
        return sql.query("select * from recall_order where withdrawal = ?", OrderRows::row, withdrawal).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Row> lock(String withdrawal) {
        return sql
                .query("select * from recall_order where withdrawal = ? for update", OrderRows::row, withdrawal)
                .stream()
                .findFirst();
    }

    public void lifted(String withdrawal, Instant at) {
        sql.update("update recall_order set lifted_at = ? where withdrawal = ? and lifted_at is null", at, withdrawal);
    }

    public void spare(String withdrawal, String orderedBy, SparedRow spared) {
        sql.update(
                "insert into recall_spared (withdrawal, bundle, owner_party, ordered_by, why) values (?, ?, ?, ?, ?)",
                withdrawal,
                spared.bundle(),
                spared.recipient(),
                orderedBy,
                spared.why());
    }

    /** In the order of recipients and bundles. */
    public List<SparedRow> spared(String withdrawal) {
        return sql.query(
                "select bundle, owner_party, why from recall_spared where withdrawal = ? order by owner_party, bundle",
                row -> new SparedRow(row.getString(1), row.getString(2), row.getString(3)),
                withdrawal);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("withdrawal"),
                row.getString("owner_party"),
                row.getString("level"),
                row.getString("reason"),
                row.getString("asked"),
                row.getString("replacement"),
                Objects.requireNonNull(Sql.instant(row, "issued_at")),
                Sql.instant(row, "respond_by"),
                Sql.instant(row, "lifted_at"));
    }
}
