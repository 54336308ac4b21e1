package org.sillok.withdrawal.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** What withdrawals reached when they were recorded. */
@ApplicationScoped
public class ReachRows {
    /** An item; {@code derived} if it is reached only because it was made from another one. */
    public record Item(int number, String item, String owner, boolean derived) {}

    /** A consent, and the number of the event that says so; null if nothing could be recorded of it. */
    public record Consent(
            String consent, String owner, @Nullable Integer event) {}

    public record Bundle(String bundle, String recipient) {}

    private final Sql sql;

    public ReachRows(Sql sql) {
        this.sql = sql;
    }

    public void addItems(String withdrawal, List<Item> items) {
        sql.batch(
                "insert into withdrawal_item (withdrawal, number, item, owner_party, derived) values (?, ?, ?, ?, ?)",
                items,
                (insert, item) ->
                        Sql.set(insert, withdrawal, item.number(), item.item(), item.owner(), item.derived()));
    }

    public void addConsents(String withdrawal, List<Consent> consents) {
        sql.batch(
                "insert into withdrawal_consent (withdrawal, consent, owner_party, event) values (?, ?, ?, ?)",
                consents,
                (insert, consent) -> Sql.set(insert, withdrawal, consent.consent(), consent.owner(), consent.event()));
    }

    public void addBundles(String withdrawal, String owner, List<Bundle> bundles) {
        sql.batch(
                "insert into withdrawal_bundle (withdrawal, bundle, recipient, owner_party) values (?, ?, ?, ?)",
                bundles,
                (insert, bundle) -> Sql.set(insert, withdrawal, bundle.bundle(), bundle.recipient(), owner));
    }

    /** Items from a number on, in their order. */
    public List<Item> items(String withdrawal, long from, int limit) {
        return sql.query(
                "select number, item, owner_party, derived from withdrawal_item where withdrawal = ? and number >= ?"
                        + " order by number limit ?",
                row -> new Item(row.getInt(1), row.getString(2), row.getString(3), row.getBoolean(4)),
                withdrawal,
                from,
                limit);
    }

    /** Whether it reached each of these items, which are different ones. */
    public boolean hasAll(String withdrawal, List<String> items) {
        return sql.query(
                                "select count(*) from withdrawal_item where withdrawal = ? and item = any(?)",
                                row -> row.getInt(1),
                                withdrawal,
                                items.toArray(String[]::new))
                        .get(0)
                == items.size();
    }

    public List<Consent> consents(String withdrawal) {
        return sql.query(
                "select consent, owner_party, event from withdrawal_consent where withdrawal = ? order by consent",
                row -> new Consent(row.getString(1), row.getString(2), row.getObject(3, Integer.class)),
                withdrawal);
    }

    public List<Bundle> bundles(String withdrawal) {
        return sql.query(
                "select bundle, recipient from withdrawal_bundle where withdrawal = ? order by bundle",
                row -> new Bundle(row.getString(1), row.getString(2)),
                withdrawal);
    }

    public int countItems(String withdrawal) {
        return sql.query("select count(*) from withdrawal_item where withdrawal = ?", row -> row.getInt(1), withdrawal)
                .get(0);
    }

    public int countBundles(String withdrawal) {
        return sql.query(
                        "select count(*) from withdrawal_bundle where withdrawal = ?", row -> row.getInt(1), withdrawal)
                .get(0);
    }
}
