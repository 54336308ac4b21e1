package org.sillok.agreement.core;

/** What somebody may do to an agreement. */
public enum Act {
    /** Change a draft. */
    REVISE,
    PROPOSE,
    SIGN,
    /** Say that a signature on paper was seen, or that a court order is one. */
    CONFIRM,
    /** Take back a draft or a proposal. */
    WITHDRAW,
    /** Draft the next version. */
    AMEND,
    SUSPEND,
    RESUME,
    TERMINATE
}
