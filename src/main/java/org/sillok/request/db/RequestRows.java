package org.sillok.request.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Requests and their revisions. */
@ApplicationScoped
public class RequestRows {
    private static final String COLUMNS =
            "id, owner_party, asked_by, revision, state, reply_by, valid_until, basis, created_at";

    /** The moving part of a request. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Head(
            String id,
            String requester,
            String askedBy,
            int revision,
            String state,
            Instant replyBy,
            Instant until,
            byte @Nullable [] basis,
            Instant createdAt) {}

    /** One revision, which never changes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Revision(
            String request,
            int revision,
            String requester,
            byte[] sealed,
            byte[] digest,
            int lines,
            String madeBy,
            Instant madeAt) {}

    /**
     * Filters and position of one page; an empty text filters nothing.
     *
     * @param all whether those are shown, too, that do not concern {@code me}
     * @param asked whether those that {@code me} made are shown
     * @param held whether those about material of {@code me} are shown
     */
    public record Page(
            String me,
            boolean all,
            boolean asked,
            boolean held,
            String state,
            String party,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean newestFirst,
            @Nullable Instant afterTime,
            String afterId,
            int limit) {}

    private final Sql sql;

    public RequestRows(Sql sql) {
        this.sql = sql;
    }

    public void add(Head head) {
        sql.update(
                "insert into request_request (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head.id(),
                head.requester(),
                head.askedBy(),
                head.revision(),
                head.state(),
                head.replyBy(),
                head.until(),
                head.basis(),
                head.createdAt());
    }

    public void add(Revision revision) {
        sql.update(
                "insert into request_revision (request, revision, owner_party, sealed, digest, lines, made_by, made_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                revision.request(),
                revision.revision(),
                revision.requester(),
                revision.sealed(),
                revision.digest(),
                revision.lines(),
                revision.madeBy(),
                revision.madeAt());
    }

    public Optional<Head> find(String id) {
        return sql.query("select " + COLUMNS + " from request_request where id = ?", RequestRows::head, id).stream()
                .findFirst();
    }

    /** The same, held against other changes until the transaction ends. */
    public Optional<Head> lock(String id) {
        return sql
                .query("select " + COLUMNS + " from request_request where id = ? for update", RequestRows::head, id)
                .stream()
                .findFirst();
    }

    public Revision revision(String request, int revision) {
        return sql.query(
                        "select * from request_revision where request = ? and revision = ?",
                        row -> new Revision(
                                row.getString("request"),
                                row.getInt("revision"),
                                row.getString("owner_party"),
                                row.getBytes("sealed"),
                                row.getBytes("digest"),
                                row.getInt("lines"),
                                row.getString("made_by"),
                                Objects.requireNonNull(Sql.instant(row, "made_at"))),
                        request,
                        revision)
                .get(0);
    }

    /** A new revision begins: nothing that was decided about an earlier one counts. */
    public void amend(String id, int revision, Instant replyBy, Instant until) {
        sql.update(
                "update request_request set revision = ?, state = 'SUBMITTED', reply_by = ?, valid_until = ?, basis = null"
                        + " where id = ?",
                revision,
                replyBy,
                until,
                id);
    }

    public void state(String id, String state) {
        sql.update("update request_request set state = ? where id = ?", state, id);
    }

    public void assessed(String id, byte[] basis) {
        sql.update("update request_request set state = 'ASSESSED', basis = ? where id = ?", basis, id);
    }

    /** Whether it is among {@link #over}. */
    public boolean isOver(String id, Instant now) {
        return over(now, Integer.MAX_VALUE, id).contains(id);
    }

    /** Requests whose time is over: for which it is asked, or in which somebody could have approved and nobody did. */
    public List<String> over(Instant now, int limit) {
        return over(now, limit, null);
    }

    private List<String> over(Instant now, int limit, @Nullable String only) {
        return sql.query(
                "select id from request_request r where state in ('SUBMITTED', 'ASSESSED') and (valid_until <= ?"
                        + " or (reply_by <= ? and not exists (select from request_holder h where h.request = r.id"
                        + " and h.revision = r.revision and h.approved_at is not null)))"
                        + " and (cast(? as text) is null or id = ?) order by id limit ?",
                row -> row.getString(1),
                now,
                now,
                only,
                only,
                limit);
    }

    public List<Head> page(Page page) {
        String order = page.newestFirst() ? "desc" : "asc";
        return sql.query(
                "select " + COLUMNS
                        + " from request_request r where (? or (? and owner_party = ?) or (? and exists (select"
                        + " from request_holder h where h.request = r.id and h.revision = r.revision and h.party = ?)))"
                        + " and (? = '' or state = ?) and (? = '' or owner_party = ?)"
                        + " and (cast(? as timestamptz) is null or created_at >= ?)"
                        + " and (cast(? as timestamptz) is null or created_at < ?)"
                        + " and (? = '' or (created_at, id) " + (page.newestFirst() ? "<" : ">")
                        + " (cast(? as timestamptz), ?)) order by created_at " + order + ", id " + order + " limit ?",
                RequestRows::head,
                page.all(),
                page.asked(),
                page.me(),
                page.held(),
                page.me(),
                page.state(),
                page.state(),
                page.party(),
                page.party(),
                page.from(),
                page.from(),
                page.until(),
                page.until(),
                page.afterId(),
                page.afterTime(),
                page.afterId(),
                page.limit());
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getString("id"),
                row.getString("owner_party"),
                row.getString("asked_by"),
                row.getInt("revision"),
                row.getString("state"),
                Objects.requireNonNull(Sql.instant(row, "reply_by")),
                Objects.requireNonNull(Sql.instant(row, "valid_until")),
                row.getBytes("basis"),
                Objects.requireNonNull(Sql.instant(row, "created_at")));
    }
}
