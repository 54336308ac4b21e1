package org.sillok.request.core;

import org.sillok.terms.ReasonCode;

/** Why something is not permitted, as far as the requester is told: nothing of what sources said or owners agreed with others. */
public enum Told {
    /** What was asked does not say enough, or asks for more than is permitted; the detail says of what. */
    REQUEST_ITSELF,
    /** There is no agreement that covers it. */
    NO_AGREEMENT,
    /** Those to whom it matters have not permitted it. */
    NOT_PERMITTED,
    /** Somebody has to be asked first. */
    ASK_FIRST,
    /** Something is not known that would have to be. */
    NOT_KNOWN;

    /** What a reason is told as. */
    public static Told of(ReasonCode code) {
        return switch (code) {
            case ACTION_OUTSIDE_PROFILE, NOT_STATED, NOT_UNDERTAKEN -> REQUEST_ITSELF;
            case NO_AGREEMENT, AGREEMENT_STATE, AGREEMENT_WINDOW, OTHER_CASE, UMBRELLA_STATE, UMBRELLA_BROKEN ->
                NO_AGREEMENT;
            case ASK_FIRST, CONSENT_STALE -> ASK_FIRST;
            case CONDITION_UNKNOWN, CONDITION_ERROR, MIGHT_BE_PROHIBITED, DERIVATION_BROKEN, NO_OWNER, UNREADABLE ->
                NOT_KNOWN;
            default -> NOT_PERMITTED;
        };
    }
}
