package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.identity.PartyKeys;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.UserId;
import org.sillok.request.core.Approvers;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.db.HolderRows;

/**
 * Which approvals count. What stands in a row does not suffice: each signature is verified with a key that counts now, and
 * made with a key that was revoked since it counts for nobody. Joins a transaction in the system's scope.
 */
@ApplicationScoped
class CountingApprovals {
    private final HolderRows rows;
    private final PartyKeys partyKeys;
    private final DistinctApprovers distinct;

    CountingApprovals(HolderRows rows, PartyKeys partyKeys, DistinctApprovers distinct) {
        this.rows = rows;
        this.partyKeys = partyKeys;
        this.distinct = distinct;
    }

    /** The approvals of exactly what that row says, oldest first; the same signature counts once. */
    List<HolderRows.Approval> of(RequestHead head, HolderRows.Holder row) {
        Bytes text = HolderBasis.text(head.id(), head.revision(), Digest.sha256(row.basis()));
        Set<Bytes> signatures = new HashSet<>();
        return given(head, row).stream()
                .filter(one -> isSigned(one, text) && signatures.add(Bytes.of(one.signature())))
                .toList();
    }

    /** Whether everybody who approved exactly that still counts; also if nobody did. */
    boolean allCount(RequestHead head, HolderRows.Holder row) {
        return of(head, row).size() == given(head, row).size();
    }

    /** Whether enough people have approved exactly that. */
    boolean isApproved(RequestHead head, HolderRows.Holder row) {
        return row.approvedAt() != null && suffice(of(head, row), new PartyId(row.party()));
    }

    /** Whether these are approvals of two different people, one of them of the holder. */
    boolean suffice(List<HolderRows.Approval> approvals, PartyId holder) {
        return distinct.suffice(approvals, holder);
    }

    /** Who made them, as users. */
    static Approvers people(List<HolderRows.Approval> approvals) {
        return new Approvers(approvals.stream()
                .map(one -> new Approvers.Approver(new UserId(one.approver()), new PartyId(one.approverParty())))
                .toList());
    }

    private List<HolderRows.Approval> given(RequestHead head, HolderRows.Holder row) {
        return rows.approvals(head.id().value(), head.revision(), row.party(), row.basis());
    }

    private boolean isSigned(HolderRows.Approval approval, Bytes text) {
        return partyKeys.signed(
                new PartyId(approval.approverParty()),
                new PartyKeyId(approval.partyKey()),
                text,
                Bytes.of(approval.signature()));
    }
}
