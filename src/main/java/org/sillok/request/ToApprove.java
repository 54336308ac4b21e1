package org.sillok.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.request.core.Approvers;

/**
 * What a holder's people have to sign to approve.
 *
 * @param basis over all lines of the holder
 * @param granted how many of them it would hand over, of those that who reads this may know of
 * @param text the exact bytes to sign
 * @param past how many approvals of something else were given before, which is part of the basis
 * @param approvedBy who has approved exactly that, with a signature that counts now
 * @param approvedAt since when two people have; null if not
 */
public record ToApprove(
        RequestId request,
        int revision,
        PartyId holder,
        Digest basis,
        int granted,
        Bytes text,
        int past,
        List<Approvers.Approver> approvedBy,
        @Nullable Instant approvedAt) {
    public ToApprove {
        approvedBy = List.copyOf(approvedBy);
    }
}
