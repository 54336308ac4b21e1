package org.sillok.request.db;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.sql.Sql;

/** Whose material a request is about, and what they have approved. */
@ApplicationScoped
public class HolderRows {
    /** One of them. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Holder(
            String party,
            byte[] basis,
            int granted,
            @Nullable Instant approvedAt) {}

    /** One person's approval. */
    @SuppressWarnings("ArrayRecordComponent") // handed on; nobody compares it
    public record Approval(
            String party,
            byte[] basis,
            String approver,
            String approverParty,
            String partyKey,
            byte[] signature,
            Instant approvedAt) {}

    private final Sql sql;

    public HolderRows(Sql sql) {
        this.sql = sql;
    }

    public List<Holder> all(String request, int revision) {
        return sql.query(
                "select party, basis, granted, approved_at from request_holder where request = ? and revision = ?"
                        + " order by party",
                row -> new Holder(
                        row.getString("party"),
                        row.getBytes("basis"),
                        row.getInt("granted"),
                        Sql.instant(row, "approved_at")),
                request,
                revision);
    }

    public Optional<Holder> find(String request, int revision, String party) {
        return all(request, revision).stream()
                .filter(one -> one.party().equals(party))
                .findFirst();
    }

    /** Records what a holder would have to approve; what it approved of something else counts no more. */
    public void put(String request, int revision, String party, byte[] basis, int granted) {
        sql.update(
                "insert into request_holder as h (request, revision, party, basis, granted) values (?, ?, ?, ?, ?)"
                        + " on conflict (request, revision, party) do update set basis = excluded.basis,"
                        + " granted = excluded.granted,"
                        + " approved_at = case when h.basis = excluded.basis then h.approved_at end",
                request,
                revision,
                party,
                basis,
                granted);
    }

    public void approved(String request, int revision, String party, Instant now) {
        sql.update(
                "update request_holder set approved_at = ? where request = ? and revision = ? and party = ?",
                now,
                request,
                revision,
                party);
    }

    /** False if that signature, or that person's approval of the same, is there already. */
    public boolean add(String request, int revision, Approval approval) {
        return sql.update(
                        "insert into request_approval (request, revision, party, basis, approver, approver_party, party_key,"
                                + " signature, approved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        request,
                        revision,
                        approval.party(),
                        approval.basis(),
                        approval.approver(),
                        approval.approverParty(),
                        approval.partyKey(),
                        approval.signature(),
                        approval.approvedAt())
                == 1;
    }

    /** How many approvals of anything else than {@code basis} were given for that revision. */
    public int pastApprovals(String request, int revision, String party, byte[] basis) {
        return sql.query(
                        "select count(*) from request_approval where request = ? and revision = ? and party = ?"
                                + " and basis <> ?",
                        row -> row.getInt(1),
                        request,
                        revision,
                        party,
                        basis)
                .get(0);
    }

    /** The approvals of exactly that, oldest first. */
    public List<Approval> approvals(String request, int revision, String party, byte[] basis) {
        return sql.query(
                "select * from request_approval where request = ? and revision = ? and party = ? and basis = ?"
                        + " order by approved_at, approver",
                row -> new Approval(
                        row.getString("party"),
                        row.getBytes("basis"),
                        row.getString("approver"),
                        row.getString("approver_party"),
                        row.getString("party_key"),
                        row.getBytes("signature"),
                        Objects.requireNonNull(Sql.instant(row, "approved_at"))),
                request,
                revision,
                party,
                basis);
    }
}
