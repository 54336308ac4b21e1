package org.sillok.agreement;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;

/**
 * An agreement in force of which something has come.
 *
 * @param expired when its time was over; null if it is not
 * @param review the latest day on which its parties were to look at it again; null if there was none yet
 */
public record DueAgreement(
        AgreementId agreement,
        Set<PartyId> parties,
        @Nullable Instant expired,
        @Nullable Instant review) {
    public DueAgreement {
        parties = Set.copyOf(parties);
    }
}
