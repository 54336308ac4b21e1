package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sillok.identity.Persons;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.request.core.Approvers;
import org.sillok.request.db.HolderRows;

/** Counts people, not users: somebody who approves for the holder and again as a custodian is one. */
@ApplicationScoped
class DistinctApprovers {
    private final Persons persons;

    DistinctApprovers(Persons persons) {
        this.persons = persons;
    }

    /** Whether approvals are those of two different people, one of them of the holder: one query. */
    @Transactional(TxType.MANDATORY)
    public boolean suffice(List<HolderRows.Approval> approvals, PartyId holder) {
        Map<UserId, UserId> oneOfEach = persons.oneOfEach(
                approvals.stream().map(one -> new UserId(one.approver())).toList());
        return new Approvers(approvals.stream()
                        .map(one -> new Approvers.Approver(
                                Objects.requireNonNull(oneOfEach.get(new UserId(one.approver()))),
                                new PartyId(one.approverParty())))
                        .toList())
                .suffice(holder);
    }

    /** Whether two users are one person. */
    @Transactional(TxType.MANDATORY)
    public boolean isSame(UserId one, UserId other) {
        return persons.isSame(one, other);
    }
}
