package org.sillok.request.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** The lines of requests. */
@ApplicationScoped
public class LineRows {
    private static final String COLUMNS =
            "ordinal, item, version, found, holder, decided_at, available, outcome, basis, decision, refusal, stated";

    /** One line without the question that was decided. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Line(
            int ordinal,
            String item,
            int version,
            boolean found,
            @Nullable String holder,
            @Nullable Instant decidedAt,
            boolean available,
            @Nullable String outcome,
            byte @Nullable [] basis,
            byte @Nullable [] decision,
            @Nullable String refusal,
            @Nullable String stated) {
        /** The same as one that the requester may not know of. */
        public Line unavailable() {
            return new Line(
                    ordinal, item, version, found, holder, decidedAt, false, outcome, basis, decision, refusal, stated);
        }
    }

    /** What was decided about a line. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Decided(
            int ordinal,
            @Nullable String holder,
            boolean available,
            @Nullable String outcome,
            byte @Nullable [] basis,
            byte @Nullable [] decision,
            byte @Nullable [] record) {}

    /** Which version a line asks for; {@code found} if who asks knows it as it was found only. */
    public record Wanted(String item, int version, boolean found) {}

    private final Sql sql;

    public LineRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds all lines of a revision. */
    public void add(String request, int revision, String requester, List<Wanted> wanted) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ordinals.add(i);
        }
        sql.batch(
                "insert into request_line (request, revision, ordinal, owner_party, item, version, found)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                ordinals,
                (statement, ordinal) -> Sql.set(
                        statement,
                        request,
                        revision,
                        ordinal,
                        requester,
                        wanted.get(ordinal).item(),
                        wanted.get(ordinal).version(),
                        wanted.get(ordinal).found()));
    }

    /** Lines from a number on, in the order in which they were asked for; those of {@code holder} only, if there is one. */
    public List<Line> page(String request, int revision, @Nullable String holder, long from, int limit) {
        return sql.query(
                "select " + COLUMNS + " from request_line where request = ? and revision = ? and ordinal >= ?"
                        + " and (cast(? as text) is null or holder = ?) order by ordinal limit ?",
                LineRows::line,
                request,
                revision,
                from,
                holder,
                holder,
                limit);
    }

    /** Lines of a holder after a version, in the order of items and versions. */
    public List<Line> held(String request, int revision, String holder, String item, int version, int limit) {
        return sql.query(
                "select " + COLUMNS + " from request_line where request = ? and revision = ? and holder = ?"
                        + " and (item collate \"C\", version) > (?, ?) order by item collate \"C\", version limit ?",
                LineRows::line,
                request,
                revision,
                holder,
                item,
                version,
                limit);
    }

    /** Lines that are decided and about which the items' streams do not say it yet, in the order of items. */
    public List<Line> unstated(String request, int revision, String holder, int limit) {
        return sql.query(
                "select " + COLUMNS + " from request_line where request = ? and revision = ? and holder = ?"
                        + " and stated is distinct from case when refusal is not null then 'REFUSED' else 'APPROVED' end"
                        + " and (refusal is not null or (outcome = 'PERMIT' and available))"
                        + " and (refusal is not null or exists (select from request_holder h where h.request = ?"
                        + " and h.revision = ? and h.party = ? and h.approved_at is not null))"
                        + " order by item collate \"C\", version limit ?",
                LineRows::line,
                request,
                revision,
                holder,
                request,
                revision,
                holder,
                limit);
    }

    /** Items that exist and that a revision asks for, by id. */
    public List<String> items(String request, int revision, int limit) {
        return sql.query(
                "select distinct item from request_line where request = ? and revision = ? and holder is not null"
                        + " order by item limit ?",
                row -> row.getString(1),
                request,
                revision,
                limit);
    }

    /** Requests that have not ended and whose present revision asks for one of these items, in their order. */
    public List<String> naming(Collection<String> items) {
        return sql.query(
                "select distinct l.request from request_line l"
                        + " join request_request r on r.id = l.request and r.revision = l.revision"
                        + " where l.item = any(?) and r.state in ('SUBMITTED', 'ASSESSED') order by l.request",
                row -> row.getString(1),
                (Object) items.toArray(String[]::new));
    }

    public List<String> holders(String request, int revision) {
        return sql.query(
                "select distinct holder from request_line where request = ? and revision = ? and holder is not null"
                        + " order by holder",
                row -> row.getString(1),
                request,
                revision);
    }

    public void decided(String request, int revision, Instant now, List<Decided> decided) {
        sql.batch(
                "update request_line set holder = ?, decided_at = ?, available = ?, outcome = ?, basis = ?, decision = ?,"
                        + " record = ? where request = ? and revision = ? and ordinal = ?",
                decided,
                (statement, one) -> Sql.set(
                        statement,
                        one.holder(),
                        now,
                        one.available(),
                        one.outcome(),
                        one.basis(),
                        one.decision(),
                        one.record(),
                        request,
                        revision,
                        one.ordinal()));
    }

    public void refuse(String request, int revision, String reason, List<Line> lines) {
        sql.batch(
                "update request_line set refusal = ? where request = ? and revision = ? and ordinal = ?",
                lines,
                (statement, line) -> Sql.set(statement, reason, request, revision, line.ordinal()));
    }

    public void stated(String request, int revision, List<Line> lines) {
        sql.batch(
                "update request_line set stated = ? where request = ? and revision = ? and ordinal = ?",
                lines,
                (statement, line) -> Sql.set(
                        statement, line.refusal() == null ? "APPROVED" : "REFUSED", request, revision, line.ordinal()));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("ordinal"),
                row.getString("item"),
                row.getInt("version"),
                row.getBoolean("found"),
                row.getString("holder"),
                Sql.instant(row, "decided_at"),
                row.getBoolean("available"),
                row.getString("outcome"),
                row.getBytes("basis"),
                row.getBytes("decision"),
                row.getString("refusal"),
                row.getString("stated"));
    }
}
