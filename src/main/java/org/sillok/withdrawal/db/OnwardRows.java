package org.sillok.withdrawal.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** What recipients say they have passed on. */
@ApplicationScoped
public class OnwardRows {
    /**
     * One report.
     *
     * @param owner who passed it on
     * @param receivedBy null if who received it is not an organisation on record
     * @param numbers of items in the bundle; empty for all of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on to be opened; nobody compares it
    public record Onward(
            String id,
            String bundle,
            String owner,
            @Nullable String receivedBy,
            byte[] sealed,
            List<Integer> numbers,
            Instant transferredAt,
            String recordedBy,
            Instant recordedAt) {
        public Onward {
            numbers = List.copyOf(numbers);
        }
    }

    private final Sql sql;

    public OnwardRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Onward one) {
        sql.update(
                "insert into withdrawal_onward (id, bundle, owner_party, received_by, sealed, numbers, transferred_at,"
                        + " recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                one.id(),
                one.bundle(),
                one.owner(),
                one.receivedBy(),
                one.sealed(),
                one.numbers().isEmpty() ? null : one.numbers().toArray(Integer[]::new),
                one.transferredAt(),
                one.recordedBy(),
                one.recordedAt());
    }

    public Optional<Onward> find(String id) {
        return sql.query("select * from withdrawal_onward where id = ?", OnwardRows::onward, id).stream()
                .findFirst();
    }

    /**
     * Those of a bundle, in the order in which they were reported.
     *
     * @param about only those that are about one of these numbers; null for all
     */
    public List<Onward> page(
            String bundle, @Nullable List<Integer> about, @Nullable Instant afterTime, String afterId, int limit) {
        Integer @Nullable [] numbers = about == null ? null : about.toArray(Integer[]::new);
        return sql.query(
                "select * from withdrawal_onward where bundle = ?"
                        + " and (cast(? as integer[]) is null or numbers is null or numbers && cast(? as integer[]))"
                        + " and (? = '' or (recorded_at, id) > (cast(? as timestamptz), ?))"
                        + " order by recorded_at, id limit ?",
                OnwardRows::onward,
                bundle,
                numbers,
                numbers,
                afterId,
                afterTime,
                afterId,
                limit);
    }

    public int count(String bundle) {
        return sql.query("select count(*) from withdrawal_onward where bundle = ?", row -> row.getInt(1), bundle)
                .get(0);
    }

    /**
     * Those of these bundles that are about one of these numbers of them: of each bundle the first ones, as many as fit. One
     * query however many there are.
     *
     * @param in of each of {@code numbers} the bundle
     */
    public List<Onward> about(Collection<String> bundles, List<String> in, List<Integer> numbers, int limit) {
        return sql.query(
                "select o.* from (select o.*, row_number() over (partition by o.bundle order by o.recorded_at, o.id) as place"
                        + " from withdrawal_onward o left join (select n.bundle, array_agg(n.number) as numbers"
                        + " from unnest(cast(? as text[]), cast(? as integer[])) as n(bundle, number) group by n.bundle) w"
                        + " on w.bundle = o.bundle"
                        + " where o.bundle = any(?) and (o.numbers is null or o.numbers && w.numbers)) o"
                        + " order by o.place, o.bundle limit ?",
                OnwardRows::onward,
                in.toArray(String[]::new),
                numbers.toArray(Integer[]::new),
                bundles.toArray(String[]::new),
                limit);
    }

    private static Onward onward(ResultSet row) throws SQLException {
        Array numbers = row.getArray("numbers");
        return new Onward(
                row.getString("id"),
                row.getString("bundle"),
                row.getString("owner_party"),
                row.getString("received_by"),
                row.getBytes("sealed"),
                numbers == null ? List.of() : Arrays.asList((Integer[]) numbers.getArray()),
                Objects.requireNonNull(Sql.instant(row, "transferred_at")),
                row.getString("recorded_by"),
                Objects.requireNonNull(Sql.instant(row, "recorded_at")));
    }
}
