package org.sillok.request.core;

/** How far a consultation is. Stored; never rename. */
public enum ConsultationState {
    /** Asked and not answered. */
    OPEN,
    /** One person has answered that it is permitted; another has to confirm. */
    PROPOSED,
    PERMITTED,
    REFUSED,
    /** Nobody answered in time, which is the same as no. */
    EXPIRED,
    /** It does not matter any more: the instrument or the request has changed. */
    CLOSED;

    /** Whether an answer is still waited for. */
    public boolean open() {
        return this == OPEN || this == PROPOSED;
    }
}
