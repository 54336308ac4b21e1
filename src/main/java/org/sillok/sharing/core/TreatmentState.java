package org.sillok.sharing.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.UserId;

/** Where a treatment stands, and who may move it on. Only what is approved counts. */
public enum TreatmentState {
    PROPOSED,
    APPROVED,
    REVOKED;

    /** What came of an attempt. */
    public enum Attempt {
        /** It moves on. */
        DONE,
        /** It stands there already: nothing is recorded anew. */
        ALREADY,
        /** It was revoked, which is for good: propose it anew. */
        TOO_LATE,
        /** Who proposed does not approve. */
        SAME_PERSON
    }

    /** The state that follows from who approved and revoked. */
    public static TreatmentState of(@Nullable String approvedBy, @Nullable String revokedBy) {
        if (revokedBy != null) {
            return REVOKED;
        }
        return approvedBy == null ? PROPOSED : APPROVED;
    }

    public Attempt approve(UserId proposer, UserId approver) {
        return switch (this) {
            case REVOKED -> Attempt.TOO_LATE;
            case APPROVED -> Attempt.ALREADY;
            case PROPOSED -> proposer.equals(approver) ? Attempt.SAME_PERSON : Attempt.DONE;
        };
    }

    /** One person is enough to stop relying on it. */
    public Attempt revoke() {
        return this == REVOKED ? Attempt.ALREADY : Attempt.DONE;
    }
}
