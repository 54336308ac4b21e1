package org.sillok.fixity.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.kernel.Position;
import org.sillok.sql.Sql;

/** Incidents and what closed them, in the caller's transaction and scope. */
@ApplicationScoped
public class IncidentRows {
    private static final String INCIDENT =
            "select i.id, i.item, i.version, i.file, i.object, i.copy, i.damage, i.found_by, i.found_at, c.closed_at,"
                    + " i.owner_party from sillok.fixity_incident i left join sillok.fixity_closure c on c.incident = i.id ";

    private final Sql sql;

    IncidentRows(Sql sql) {
        this.sql = sql;
    }

    /** An incident and the party whose item it is about. */
    public record Owned(Incident incident, String owner) {}

    /**
     * Opens it, unless one of the same copy is open: then nothing happens, also when two try at the same moment. The
     * ordinal is the number of the copy's earlier incidents, if all of them are closed.
     */
    public boolean open(Incident incident, String owner) {
        return sql.update(
                        "insert into sillok.fixity_incident (id, owner_party, item, version, file, object, copy, ordinal,"
                                + " damage, found_by, found_at) select ?, ?, ?, ?, ?, o.object, o.copy,"
                                + " (select count(*) from sillok.fixity_incident i where i.object = o.object and i.copy ="
                                + " o.copy), ?, ?, ? from (select ?::text as object, ?::text as copy) o where not exists"
                                + " (select from sillok.fixity_incident i where i.object = o.object and i.copy = o.copy and not"
                                + " exists (select from sillok.fixity_closure c where c.incident = i.id))"
                                + " on conflict (object, copy, ordinal) do nothing",
                        incident.id(),
                        owner,
                        incident.item(),
                        incident.version(),
                        incident.file(),
                        incident.damage().name(),
                        incident.foundBy().name(),
                        incident.foundAt(),
                        incident.object(),
                        incident.copy().name())
                == 1;
    }

    /** Returns whether it was open until now. */
    public boolean close(String incident, String owner, Instant now) {
        return sql.update(
                        "insert into sillok.fixity_closure (incident, owner_party, closed_at) values (?, ?, ?)"
                                + " on conflict do nothing",
                        incident,
                        owner,
                        now)
                == 1;
    }

    public Optional<Owned> find(String id) {
        return sql.query(INCIDENT + "where i.id = ?", IncidentRows::owned, id).stream()
                .findFirst();
    }

    /** Whether one of this copy of an object is open. */
    public boolean isOpen(String object, Copy copy) {
        return !sql.query(
                        "select 1 from sillok.fixity_incident i where i.object = ? and i.copy = ? and not exists"
                                + " (select from sillok.fixity_closure c where c.incident = i.id)",
                        row -> row.getInt(1),
                        object,
                        copy.name())
                .isEmpty();
    }

    /** Open ones in the order in which they were found, after {@code last}. */
    public List<Owned> open(@Nullable Position last, int limit) {
        return page(IncidentState.OPEN, last, limit, "asc", ">");
    }

    /** Open ones of an item, in the order of their ids. */
    public List<Incident> openOf(String item) {
        return sql
                .query(INCIDENT + "where i.item = ? and c.incident is null order by i.id", IncidentRows::owned, item)
                .stream()
                .map(Owned::incident)
                .toList();
    }

    /** The newest first; all of them if {@code state} is null. */
    public List<Incident> page(@Nullable IncidentState state, @Nullable Position last, int limit) {
        return page(state, last, limit, "desc", "<").stream()
                .map(Owned::incident)
                .toList();
    }

    private List<Owned> page(
            @Nullable IncidentState state, @Nullable Position last, int limit, String order, String beyond) {
        String which =
                state == null ? "" : "and c.incident is " + (state == IncidentState.OPEN ? "null " : "not null ");
        List<Object> parameters = new ArrayList<>();
        if (last != null) {
            parameters.add(last.time());
            parameters.add(last.id());
        }
        parameters.add(limit);
        String after = last == null ? "" : "and (i.found_at, i.id) " + beyond + " (?, ?) ";
        return sql.query(
                INCIDENT + "where true " + which + after + "order by i.found_at " + order + ", i.id " + order
                        + " limit ?",
                IncidentRows::owned,
                parameters.toArray());
    }

    /** How many are open, by copy. */
    public Map<Copy, Long> countOpen() {
        Map<Copy, Long> counts = new EnumMap<>(Copy.class);
        for (Copy copy : Copy.values()) {
            counts.put(copy, 0L);
        }
        sql.query(
                "select i.copy, count(*) from sillok.fixity_incident i where not exists (select from"
                        + " sillok.fixity_closure c where c.incident = i.id) group by i.copy",
                row -> counts.put(Copy.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    private static Owned owned(ResultSet row) throws SQLException {
        @Nullable Instant closed = Sql.instant(row, 10);
        return new Owned(
                new Incident(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getString(5),
                        Copy.valueOf(row.getString(6)),
                        Damage.valueOf(row.getString(7)),
                        FoundBy.valueOf(row.getString(8)),
                        Objects.requireNonNull(Sql.instant(row, 9)),
                        closed),
                row.getString(11));
    }
}
