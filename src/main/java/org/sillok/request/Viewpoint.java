package org.sillok.request;

/** As what somebody sees a request. */
public enum Viewpoint {
    /** Who asks: everything it wrote, and of decisions no more than it may know. */
    REQUESTER,
    /** Whose material is asked for: what is asked, and the lines of its own. */
    HOLDER,
    /** Sees the register, without any text. */
    AUDITOR,
    /** Keeps the register: everything, and decides nothing. */
    CUSTODIAN;

    /** Whether free text and case reference are shown. */
    public boolean reads() {
        return this != AUDITOR;
    }
}
