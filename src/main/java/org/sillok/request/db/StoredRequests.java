package org.sillok.request.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Requests as an inspector reads them. Joins the transaction of its thread and sees the rows of its scope only. */
@ApplicationScoped
public class StoredRequests {
    /** What an approved or an approvable holder's row says. */
    @SuppressWarnings("ArrayRecordComponent") // on its way to be checked; nobody compares it
    public record Holder(String request, int revision, String party, byte[] basis, boolean approved) {}

    /** One person's approval, of which request. */
    public record Approval(String request, int revision, HolderRows.Approval approval) {}

    /** What a line asks for, and what its holder's digest is over. */
    @SuppressWarnings("ArrayRecordComponent") // on its way to be checked; nobody compares it
    public record Line(
            String item,
            int version,
            boolean found,
            @Nullable String holder,
            boolean available,
            @Nullable String outcome,
            byte @Nullable [] basis,
            boolean refused) {}

    // Ids have no commas; one parameter serves for however many.
    private static final String ANY = " = any(string_to_array(?, ','))";

    private final Sql sql;

    public StoredRequests(Sql sql) {
        this.sql = sql;
    }

    /** Ids of requests, in their order, after {@code id}. */
    public List<String> after(String id, int limit) {
        return sql.query(
                "select id from request_request where id > ? order by id limit ?", row -> row.getString(1), id, limit);
    }

    public List<RequestRows.Head> heads(Collection<String> ids) {
        return sql.query(
                "select * from request_request where id" + ANY,
                row -> new RequestRows.Head(
                        row.getString("id"),
                        row.getString("owner_party"),
                        row.getString("asked_by"),
                        row.getInt("revision"),
                        row.getString("state"),
                        Objects.requireNonNull(Sql.instant(row, "reply_by")),
                        Objects.requireNonNull(Sql.instant(row, "valid_until")),
                        row.getBytes("basis"),
                        Objects.requireNonNull(Sql.instant(row, "created_at"))),
                String.join(",", ids));
    }

    public List<RequestRows.Revision> revisions(Collection<String> ids) {
        return sql.query(
                "select * from request_revision where request" + ANY + " order by request, revision",
                row -> new RequestRows.Revision(
                        row.getString("request"),
                        row.getInt("revision"),
                        row.getString("owner_party"),
                        row.getBytes("sealed"),
                        row.getBytes("digest"),
                        row.getInt("lines"),
                        row.getString("made_by"),
                        Objects.requireNonNull(Sql.instant(row, "made_at"))),
                String.join(",", ids));
    }

    public List<Holder> holders(Collection<String> ids) {
        return sql.query(
                "select request, revision, party, basis, approved_at is not null from request_holder where request"
                        + ANY + " order by request, revision, party",
                row -> new Holder(
                        row.getString(1), row.getInt(2), row.getString(3), row.getBytes(4), row.getBoolean(5)),
                String.join(",", ids));
    }

    public List<Approval> approvals(Collection<String> ids) {
        return sql.query(
                "select * from request_approval where request" + ANY,
                row -> new Approval(
                        row.getString("request"),
                        row.getInt("revision"),
                        new HolderRows.Approval(
                                row.getString("party"),
                                row.getBytes("basis"),
                                row.getString("approver"),
                                row.getString("approver_party"),
                                row.getString("party_key"),
                                row.getBytes("signature"),
                                Objects.requireNonNull(Sql.instant(row, "approved_at")))),
                String.join(",", ids));
    }

    public List<ConsultationRows.Consultation> consultations(Collection<String> ids) {
        return sql.query(
                "select * from request_consultation where request" + ANY,
                row -> new ConsultationRows.Consultation(
                        row.getString("id"),
                        row.getString("request"),
                        row.getInt("revision"),
                        row.getString("owner_party"),
                        row.getString("instrument"),
                        row.getInt("version"),
                        row.getString("state"),
                        Objects.requireNonNull(Sql.instant(row, "deadline")),
                        Objects.requireNonNull(Sql.instant(row, "asked_at")),
                        row.getBytes("answer"),
                        row.getString("proposed_by"),
                        row.getString("confirmed_by"),
                        Sql.instant(row, "answered_at")),
                String.join(",", ids));
    }

    /** The lines of one revision, in the order in which they were named. */
    public List<Line> lines(String request, int revision) {
        return sql.query(
                "select item, version, found, holder, available, outcome, basis, refusal is not null"
                        + " from request_line where request = ? and revision = ? order by ordinal",
                row -> new Line(
                        row.getString(1),
                        row.getInt(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getBytes(7),
                        row.getBoolean(8)),
                request,
                revision);
    }
}
