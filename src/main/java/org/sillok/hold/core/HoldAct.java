package org.sillok.hold.core;

/** What was done about a hold. Names are stored: never rename. */
public enum HoldAct {
    PROPOSED,
    PLACED,
    REJECTED,
    LIFT_PROPOSED,
    LIFTED,
    LIFT_REJECTED,
    /** Its time was over; nobody did it. */
    LAPSED
}
