package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Restrictions, in the transaction and the scope of the thread. */
@ApplicationScoped
public class RestrictionRows {
    private final Sql sql;

    RestrictionRows(Sql sql) {
        this.sql = sql;
    }

    /** Nothing if this withdrawal has restricted the item before. */
    public void add(String withdrawal, String item, String level, String owner, Instant since) {
        sql.update(
                "insert into hold_restriction (withdrawal, item, level, owner_party, since) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                withdrawal,
                item,
                level,
                owner,
                since);
    }

    /** The same for many items. */
    public void addAll(String withdrawal, Collection<String> items, String level, String owner, Instant since) {
        sql.update(
                "insert into hold_restriction (withdrawal, item, level, owner_party, since)"
                        + " select ?, n.item, ?, ?, ? from unnest(?::text[]) as n (item) on conflict do nothing",
                withdrawal,
                level,
                owner,
                since,
                Sql.Texts.of(items));
    }

    /** Those of these items that something restricts at this level. */
    public Set<String> among(Collection<String> items, String level) {
        return new TreeSet<>(sql.query(
                "select distinct item from hold_restriction where item = any (?) and level = ? and lifted_at is null",
                row -> row.getString(1),
                Sql.Texts.of(items),
                level));
    }

    /** What restricts an item, or did; {@code liftedAt} is null while it does. */
    public record Row(
            String withdrawal,
            String level,
            Instant since,
            @Nullable Instant liftedAt) {}

    /** All of one item, oldest first. */
    public List<Row> of(String item) {
        return sql.query(
                "select withdrawal, level, since, lifted_at from hold_restriction where item = ? order by since, withdrawal",
                row -> new Row(
                        row.getString("withdrawal"),
                        row.getString("level"),
                        Objects.requireNonNull(Sql.instant(row, "since")),
                        Sql.instant(row, "lifted_at")),
                item);
    }

    /** Lifts what this withdrawal restricts; how many items. */
    public int lift(String withdrawal, Instant at) {
        return sql.update(
                "update hold_restriction set lifted_at = ? where withdrawal = ? and lifted_at is null", at, withdrawal);
    }
}
