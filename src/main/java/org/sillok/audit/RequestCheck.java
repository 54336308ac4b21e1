package org.sillok.audit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sillok.audit.core.Columns;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.audit.core.RowFindings;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.Timestamps;
import org.sillok.request.RequestInspection;
import org.sillok.request.StoredRequest;
import org.sillok.vault.SubjectKeys;

/**
 * Compares the rows of requests with what their statements record: what was asked for, what was answered and by whom, what was
 * approved; and the lines with what their holders approve.
 */
final class RequestCheck implements RowCheck {
    private static final RowFindings.Codes CODES = new RowFindings.Codes(
            FindingCode.REQUEST_MISSING, FindingCode.REQUEST_ALTERED, FindingCode.REQUEST_UNRECORDED);
    private static final Set<String> ANSWERED = Set.of("PERMITTED", "REFUSED", "EXPIRED");

    private final RequestInspection requests;
    private final Findings findings;

    RequestCheck(RequestInspection requests, Findings findings) {
        this.requests = requests;
        this.findings = findings;
    }

    @Override
    public StreamKind kind() {
        return StreamKind.REQUEST;
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(
                EventType.SUBMITTED,
                EventType.AMENDED,
                EventType.ASSESSED,
                EventType.REQUEST_WITHDRAWN,
                EventType.REQUEST_EXPIRED,
                EventType.APPROVED,
                EventType.CONSULTED,
                EventType.ANSWERED);
    }

    @Override
    public void check(List<ReadStream> streams) {
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        streams.forEach(stream -> keys.put(stream.subject(), stream.keys()));
        Map<String, StoredRequest> rows = new HashMap<>();
        requests.requests(keys).forEach(row -> rows.put(row.id(), row));
        for (ReadStream stream : streams) {
            RequestAccount account = new RequestAccount();
            boolean complete = stream.complete();
            for (CheckedStatement statement : stream.statements()) {
                complete &= Said.read(statement, findings, account::add);
            }
            StoredRequest row = rows.get(stream.subject());
            if (row == null) {
                findings.add(FindingCode.REQUEST_MISSING, Place.request(stream.subject()), "its row is gone");
            } else {
                compare(account, row, complete);
            }
        }
    }

    private void compare(RequestAccount account, StoredRequest stored, boolean complete) {
        Place place = Place.request(stored.id());
        StoredRequest.Row row = stored.row();
        new RowFindings<String>(findings, CODES, id -> place, id -> "the row of the request")
                .compare(
                        stored.id(),
                        account.row(complete),
                        new Columns()
                                .put("owner", row.owner())
                                .put("asked by", row.askedBy())
                                .put("revision", row.revision())
                                .put("state", row.state())
                                .put("basis", row.basis()));
        Map<Integer, Columns> revisions = new TreeMap<>();
        stored.revisions().forEach(each -> revisions.put(each.number(), columns(each)));
        new RowFindings<Integer>(findings, CODES, n -> place, n -> "revision " + n)
                .compare(account.revisions, revisions, complete);
        Map<String, Columns> approvals = new TreeMap<>();
        stored.approvals()
                .forEach(each -> approvals.put(
                        RequestAccount.of(each.revision(), each.holder(), each.basis()) + "/" + each.approver(),
                        columns(each)));
        new RowFindings<String>(findings, CODES, name -> place, name -> "the approval " + name)
                .compare(account.approvals, approvals, complete);
        Map<String, Columns> consultations = new TreeMap<>();
        stored.consultations().forEach(each -> consultations.put(each.id(), columns(each)));
        new RowFindings<String>(findings, CODES, id -> place, id -> "the consultation " + id)
                .compare(account.consultations, consultations, complete);
        stored.holders().forEach(each -> compare(account, place, each, complete));
    }

    private void compare(RequestAccount account, Place place, StoredRequest.Holder row, boolean complete) {
        String which = " of " + row.party() + " in revision " + row.revision();
        String ofLines = row.ofLines();
        if (ofLines != null && !ofLines.equals(row.basis())) {
            findings.add(FindingCode.REQUEST_ALTERED, place, "the lines" + which + " are not those decided about");
        }
        if (complete && row.approved() && !account.isApproved(row.revision(), row.party(), row.basis())) {
            findings.add(
                    FindingCode.REQUEST_ALTERED, place, "no statement says that the lines" + which + " are approved");
        }
    }

    private static Columns columns(StoredRequest.Revision row) {
        Columns columns = new Columns()
                .put("owner", row.owner())
                .put("made by", row.madeBy())
                .put("made at", row.madeAt())
                .put("lines", row.lines())
                .put("kept lines", row.kept());
        return row.digest() == null ? columns : columns.put("what is asked for", row.digest());
    }

    private static Columns columns(StoredRequest.Approval row) {
        return new Columns()
                .put("party", row.approverParty())
                .put("key", row.key())
                .put("signature", row.signature())
                .put("time", row.approvedAt());
    }

    private static Columns columns(StoredRequest.Consulted row) {
        Columns columns = new Columns()
                .put("revision", row.revision())
                .put("party", row.party())
                .put("instrument", row.instrument())
                .put("deadline", Timestamps.format(Timestamps.truncate(row.deadline())))
                .put("answer", ANSWERED.contains(row.state()) ? row.state() : RequestAccount.NOT_ANSWERED)
                .put("proposed by", row.proposedBy())
                .put("confirmed by", row.confirmedBy());
        return row.answer() == null ? columns : columns.put("what was answered", row.answer());
    }

    @Override
    public List<String> subjectsAfter(String subject, int limit) {
        return requests.after(subject, limit);
    }

    @Override
    public void unrecorded(String subject) {
        findings.add(FindingCode.REQUEST_UNRECORDED, Place.request(subject), "it has no stream of statements");
    }
}
