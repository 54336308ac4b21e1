package org.sillok.terms;

/** What holds material back whatever anybody permitted. A closed list; names are stored: never rename. */
public enum GuardCode {
    /** A court, or the repository for safety, forbade its release. */
    HOLD(Outcome.DENY, true),
    /** Somebody who may withdrew it from sharing; what is held already stays where it is. */
    WITHDRAWN(Outcome.DENY, true),
    /** Its use was restricted after a withdrawal; its owner too leaves it alone, and the repository keeps it. */
    RESTRICTED(Outcome.DENY, false),
    ERASED(Outcome.DENY, false),
    /** The asking party may not act. */
    REQUESTER_INACTIVE(Outcome.DENY, false),
    /** An owner does not act any more; somebody has to take its place first. */
    OWNER_INACTIVE(Outcome.INDETERMINATE, true),
    /** The clock disagrees with the last verified external time. */
    CLOCK_DISAGREES(Outcome.INDETERMINATE, true),
    /** Something that belongs to the decision could not be read. */
    INCOMPLETE(Outcome.INDETERMINATE, false);

    private final Outcome ceiling;
    private final boolean releaseOnly;

    GuardCode(Outcome ceiling, boolean releaseOnly) {
        this.ceiling = ceiling;
        this.releaseOnly = releaseOnly;
    }

    /** The best that a decision can come to under it. */
    public Outcome ceiling() {
        return ceiling;
    }

    /** Whether it holds back from recipients only. */
    public boolean isReleaseOnly() {
        return releaseOnly;
    }
}
