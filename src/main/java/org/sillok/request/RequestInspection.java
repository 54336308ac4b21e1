package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.core.RequestBody;
import org.sillok.request.core.RequestFault;
import org.sillok.request.core.RequestState;
import org.sillok.request.core.RequestTerms;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.RequestRows;
import org.sillok.request.db.StoredRequests;
import org.sillok.request.db.StoredRequests.Line;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.vault.VaultException;

/**
 * Shows requests exactly as they are stored, for whoever checks them. Joins the caller's transaction, which is scoped to the
 * whole system. Nothing returned here has been verified, and nothing here is recorded as a look: no person sees it.
 */
@ApplicationScoped
public class RequestInspection {
    private final StoredRequests rows;
    private final Vault vault;

    RequestInspection(StoredRequests rows, Vault vault) {
        this.rows = rows;
        this.vault = vault;
    }

    /** Ids of requests, in their order, after {@code id}. */
    @Transactional(TxType.MANDATORY)
    public List<String> after(String id, int limit) {
        return rows.after(id, limit);
    }

    /**
     * Those of these requests that have a row. Lines are read for each of their revisions by itself: they may be very many.
     *
     * @param keys of each of them, if they can be had
     */
    @Transactional(TxType.MANDATORY)
    public List<StoredRequest> requests(Map<String, Optional<SubjectKeys>> keys) {
        Set<String> ids = keys.keySet();
        Map<String, RequestRows.Head> heads = new HashMap<>();
        rows.heads(ids).forEach(head -> heads.put(head.id(), head));
        Map<String, List<StoredRequest.Revision>> revisions = new HashMap<>();
        Map<String, List<Line>> current = new HashMap<>();
        for (RequestRows.Revision row : rows.revisions(ids)) {
            List<Line> lines = rows.lines(row.request(), row.revision());
            revisions
                    .computeIfAbsent(row.request(), none -> new ArrayList<>())
                    .add(revision(row, lines, keys.getOrDefault(row.request(), Optional.empty())));
            RequestRows.Head head = heads.get(row.request());
            if (head != null && head.revision() == row.revision() && isSettled(head)) {
                current.put(row.request(), lines);
            }
        }
        Map<String, List<StoredRequest.Approval>> approvals = new HashMap<>();
        rows.approvals(ids)
                .forEach(row -> approvals
                        .computeIfAbsent(row.request(), none -> new ArrayList<>())
                        .add(approval(row)));
        Map<String, List<StoredRequest.Holder>> holders = new HashMap<>();
        for (StoredRequests.Holder row : rows.holders(ids)) {
            RequestRows.Head head = heads.get(row.request());
            boolean now = head != null && head.revision() == row.revision();
            holders.computeIfAbsent(row.request(), none -> new ArrayList<>())
                    .add(holder(
                            row,
                            now ? current.get(row.request()) : null,
                            approvals.getOrDefault(row.request(), List.of()).size()));
        }
        Map<String, List<StoredRequest.Consulted>> consultations = new HashMap<>();
        rows.consultations(ids)
                .forEach(row -> consultations
                        .computeIfAbsent(row.request(), none -> new ArrayList<>())
                        .add(consulted(row, keys.getOrDefault(row.request(), Optional.empty()))));
        return heads.values().stream()
                .map(head -> new StoredRequest(
                        head.id(),
                        row(head),
                        revisions.getOrDefault(head.id(), List.of()),
                        holders.getOrDefault(head.id(), List.of()),
                        approvals.getOrDefault(head.id(), List.of()),
                        consultations.getOrDefault(head.id(), List.of())))
                .toList();
    }

    /** Before, its lines are decided one after the other, and nobody has summed them up. */
    private static boolean isSettled(RequestRows.Head head) {
        return head.state().equals(RequestState.ASSESSED.name());
    }

    private static StoredRequest.Row row(RequestRows.Head head) {
        byte[] basis = head.basis();
        return new StoredRequest.Row(
                head.requester(),
                head.askedBy(),
                head.revision(),
                head.state(),
                basis == null ? null : Base64Url.encode(basis));
    }

    private StoredRequest.Revision revision(RequestRows.Revision row, List<Line> lines, Optional<SubjectKeys> keys) {
        return new StoredRequest.Revision(
                row.revision(),
                row.requester(),
                row.madeBy(),
                row.madeAt(),
                row.lines(),
                lines.size(),
                keys.filter(held -> held.holds(KeyUse.CONTENT))
                        .map(held -> digest(row, lines, held))
                        .orElse(null));
    }

    private String digest(RequestRows.Revision row, List<Line> lines, SubjectKeys keys) {
        try {
            byte[] text = vault.open(keys, KeyUse.CONTENT, RequestStore.text(row.revision()), row.sealed());
            if (!Bytes.of(Sha2.sha256(text).toArray()).equals(Bytes.of(row.digest()))) {
                return StoredRequest.BROKEN;
            }
            List<RequestBody.Named> items = lines.stream()
                    .map(line -> new RequestBody.Named(version(line), line.found()))
                    .toList();
            return new RequestBody(RequestTerms.ofBytes(Bytes.of(text)), items)
                    .digest()
                    .base64Url();
        } catch (VaultException | RequestFault | IllegalArgumentException e) {
            return StoredRequest.BROKEN;
        }
    }

    private static StoredRequest.Holder holder(StoredRequests.Holder row, @Nullable List<Line> lines, int approvals) {
        return new StoredRequest.Holder(
                row.revision(),
                row.party(),
                Base64Url.encode(row.basis()),
                lines == null ? null : ofLines(row, lines, approvals),
                row.approved());
    }

    /** What the lines come to, after as many earlier approvals as there may have been; the row's own if that is among it. */
    private static String ofLines(StoredRequests.Holder row, List<Line> lines, int approvals) {
        try {
            List<Line> own = lines.stream()
                    .filter(line -> row.party().equals(line.holder()))
                    .sorted(Comparator.comparing(RequestInspection::version))
                    .toList();
            String recorded = Base64Url.encode(row.basis());
            for (int past = 1; past <= approvals; past++) {
                if (basis(row, own, past).equals(recorded)) {
                    return recorded;
                }
            }
            return basis(row, own, 0);
        } catch (IllegalArgumentException e) {
            return StoredRequest.BROKEN;
        }
    }

    private static String basis(StoredRequests.Holder row, List<Line> lines, int past) {
        HolderBasis basis =
                new HolderBasis(new RequestId(row.request()), row.revision(), new PartyId(row.party()), past);
        lines.forEach(line -> add(basis, line));
        return basis.digest().base64Url();
    }

    private static void add(HolderBasis basis, Line line) {
        byte[] rests = line.basis();
        String outcome = line.outcome();
        if (rests != null && outcome != null) {
            basis.add(version(line), Digest.sha256(rests), Outcome.valueOf(outcome), line.available(), line.refused());
        }
    }

    private static MaterialRef version(Line line) {
        return new MaterialRef(new ItemId(line.item()), line.version());
    }

    private static StoredRequest.Approval approval(StoredRequests.Approval row) {
        return new StoredRequest.Approval(
                row.revision(),
                row.approval().party(),
                Base64Url.encode(row.approval().basis()),
                row.approval().approver(),
                row.approval().approverParty(),
                row.approval().partyKey(),
                Base64.getEncoder().encodeToString(row.approval().signature()),
                row.approval().approvedAt());
    }

    private StoredRequest.Consulted consulted(ConsultationRows.Consultation row, Optional<SubjectKeys> keys) {
        byte[] answer = row.answer();
        return new StoredRequest.Consulted(
                row.id(),
                row.revision(),
                row.party(),
                row.instrument() + "/" + row.version(),
                row.state(),
                row.deadline(),
                row.proposedBy(),
                row.confirmedBy(),
                answer == null
                        ? null
                        : keys.filter(held -> held.holds(KeyUse.ACCOUNTABILITY))
                                .map(held -> answer(row.id(), answer, held))
                                .orElse(null));
    }

    private String answer(String consultation, byte[] sealed, SubjectKeys keys) {
        try {
            return Sha2.sha256(vault.open(keys, KeyUse.ACCOUNTABILITY, RequestStore.answer(consultation), sealed))
                    .base64Url();
        } catch (VaultException e) {
            return StoredRequest.BROKEN;
        }
    }
}
