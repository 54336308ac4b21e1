package org.sillok.hold.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.HoldId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.sql.Sql;

/** Holds and what was done about them, in the transaction and the scope of the thread. */
@ApplicationScoped
public class HoldRows {
    /** A hold; what is sealed is not opened here. */
    @SuppressWarnings("ArrayRecordComponent") // sealed bytes on their way to be opened; nobody compares them
    public record Hold(
            String id,
            String repository,
            String kind,
            String state,
            String mandate,
            int mandateVersion,
            byte[] sealed,
            int items,
            @Nullable Instant until,
            Instant proposedAt,
            String proposedBy,
            @Nullable String confirmedBy,
            @Nullable String liftProposedBy,
            @Nullable String liftConfirmedBy,
            @Nullable Instant placedAt,
            @Nullable Instant endedAt) {}

    /** Something that was done about a hold; {@code by} is null for what the service did by itself. */
    @SuppressWarnings("ArrayRecordComponent") // sealed bytes on their way to be opened; nobody compares them
    public record Step(int number, String act, @Nullable String by, Instant at, byte @Nullable [] sealed) {}

    /** Which holds a list shows; what is empty does not limit. */
    public record Page(
            List<String> states,
            String kind,
            String item,
            @Nullable Position after,
            int limit) {
        public Page {
            states = List.copyOf(states);
        }
    }

    private static final String ALL = "select h.* from hold_hold h ";

    private final Sql sql;

    HoldRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Hold hold) {
        sql.update(
                "insert into hold_hold (id, owner_party, kind, state, mandate, mandate_version, sealed, items,"
                        + " valid_until, proposed_at, proposed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                hold.id(),
                hold.repository(),
                hold.kind(),
                hold.state(),
                hold.mandate(),
                hold.mandateVersion(),
                hold.sealed(),
                hold.items(),
                hold.until(),
                hold.proposedAt(),
                hold.proposedBy());
    }

    public Optional<Hold> find(String id) {
        return one(id, "");
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Hold> lock(String id) {
        return one(id, " for update");
    }

    private Optional<Hold> one(String id, String lock) {
        if (!Ids.isWellFormed(HoldId.PREFIX, id)) {
            return Optional.empty();
        }
        return sql.query(ALL + "where h.id = ?" + lock, HoldRows::hold, id).stream()
                .findFirst();
    }

    /**
     * From here on the transaction waits up to ten minutes for who locks something: to hold something back must not fail
     * because much is being released of it.
     */
    public void waitLonger() {
        sql.query(
                "select set_config('lock_timeout', '600s', true), set_config('statement_timeout', '600s', true)",
                row -> Boolean.TRUE);
    }

    public void rejected(String id, Instant at) {
        sql.update("update hold_hold set state = 'REJECTED', ended_at = ? where id = ?", at, id);
    }

    public void placed(String id, String by, Instant at) {
        sql.update("update hold_hold set state = 'PLACED', confirmed_by = ?, placed_at = ? where id = ?", by, at, id);
    }

    public void liftProposed(String id, String by) {
        sql.update("update hold_hold set state = 'LIFT_PROPOSED', lift_proposed_by = ? where id = ?", by, id);
    }

    public void liftRejected(String id) {
        sql.update("update hold_hold set state = 'PLACED', lift_proposed_by = null where id = ?", id);
    }

    /** Lifted by a second person. */
    public void lifted(String id, String by, Instant at) {
        sql.update(
                "update hold_hold set state = 'LIFTED', lift_confirmed_by = ?, ended_at = ? where id = ?", by, at, id);
    }

    /** Its time is over. */
    public void lapsed(String id, Instant at) {
        sql.update("update hold_hold set state = 'LIFTED', ended_at = ? where id = ?", at, id);
    }

    /** Holds of which not all is said on the streams of their items. */
    public List<String> unstated(int limit) {
        return sql.query(
                "select id from hold_hold where placed_at is not null and stated is distinct from 'HOLD_LIFTED'"
                        + " and (stated is null or state = 'LIFTED') order by id limit ?",
                row -> row.getString(1),
                limit);
    }

    /** The streams of all of its items say so by now. */
    public void stated(String id, String what) {
        sql.update("update hold_hold set stated = ? where id = ? and stated is distinct from ?", what, id, what);
    }

    /** Holds in effect whose end is not after {@code now}, first those that end first. */
    public List<String> over(Instant now, int limit) {
        return sql.query(
                "select id from hold_hold where state in ('PLACED', 'LIFT_PROPOSED') and valid_until <= ?"
                        + " order by valid_until, id limit ?",
                row -> row.getString(1),
                now,
                limit);
    }

    /** Oldest first: all, or only those of which {@code owner} has an item and that were placed. */
    public List<Hold> page(@Nullable String owner, Page page) {
        StringBuilder where = new StringBuilder("where true");
        List<@Nullable Object> values = new ArrayList<>();
        if (owner != null) {
            where.append(" and h.placed_at is not null and exists (select from hold_item i where i.hold = h.id"
                    + " and i.owner_party = ?)");
            values.add(owner);
        }
        if (!page.states().isEmpty()) {
            where.append(" and h.state = any (?)");
            values.add(Sql.Texts.of(page.states()));
        }
        limit(where, values, " and h.kind = ?", page.kind());
        limit(where, values, " and exists (select from hold_item i where i.hold = h.id and i.item = ?)", page.item());
        Position after = page.after();
        if (after != null) {
            where.append(" and (h.proposed_at, h.id) > (?, ?)");
            values.add(after.time());
            values.add(after.id());
        }
        values.add(page.limit());
        return sql.query(ALL + where + " order by h.proposed_at, h.id limit ?", HoldRows::hold, values.toArray());
    }

    private static void limit(StringBuilder where, List<@Nullable Object> values, String condition, String value) {
        if (!value.isEmpty()) {
            where.append(condition);
            values.add(value);
        }
    }

    /** Records what was done, as the next step. Call it with the hold locked. */
    public void step(
            String hold, String repository, String act, @Nullable String by, Instant at, byte @Nullable [] sealed) {
        sql.update(
                "insert into hold_step (hold, number, owner_party, act, acted_by, acted_at, sealed)"
                        + " select cast(? as text), coalesce(max(number), 0) + 1, cast(? as text), cast(? as text),"
                        + " cast(? as text), cast(? as timestamptz), cast(? as bytea) from hold_step where hold = ?",
                hold,
                repository,
                act,
                by,
                at,
                sealed,
                hold);
    }

    /** What was done about a hold, in its order. */
    public List<Step> steps(String hold) {
        return steps(List.of(hold)).getOrDefault(hold, List.of());
    }

    /** What was done about each of these holds, in its order. One query. */
    public Map<String, List<Step>> steps(Collection<String> holds) {
        Map<String, List<Step>> steps = new HashMap<>();
        sql.query(
                        "select hold, number, act, acted_by, acted_at, sealed from hold_step where hold = any (?)"
                                + " order by hold, number",
                        row -> Map.entry(
                                row.getString("hold"),
                                new Step(
                                        row.getInt("number"),
                                        row.getString("act"),
                                        row.getString("acted_by"),
                                        Sql.required(row, "acted_at"),
                                        row.getBytes("sealed"))),
                        Sql.Texts.of(holds))
                .forEach(one -> steps.computeIfAbsent(one.getKey(), none -> new ArrayList<>())
                        .add(one.getValue()));
        return steps;
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("kind"),
                row.getString("state"),
                row.getString("mandate"),
                row.getInt("mandate_version"),
                row.getBytes("sealed"),
                row.getInt("items"),
                Sql.instant(row, "valid_until"),
                Sql.required(row, "proposed_at"),
                row.getString("proposed_by"),
                row.getString("confirmed_by"),
                row.getString("lift_proposed_by"),
                row.getString("lift_confirmed_by"),
                Sql.instant(row, "placed_at"),
                Sql.instant(row, "ended_at"));
    }
}
