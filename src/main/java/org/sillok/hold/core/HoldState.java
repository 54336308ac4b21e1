package org.sillok.hold.core;

import org.sillok.kernel.UserId;

/** Where a hold stands, and who may move it on. Two people place it, and two people lift it. Names are stored. */
public enum HoldState {
    /** One custodian wants it. It holds nothing yet. */
    PROPOSED(false),
    PLACED(true),
    /** One custodian wants it lifted. It holds until another agrees. */
    LIFT_PROPOSED(true),
    /** Lifted by two people, or its time is over. For good. */
    LIFTED(false),
    /** It never came into effect. */
    REJECTED(false);

    /** What came of an attempt. */
    public enum Attempt {
        /** It moves on. */
        DONE,
        /** It does not stand where that could be done. */
        NOT_NOW,
        /** Who proposed it does not confirm it. */
        SAME_PERSON
    }

    private final boolean holds;

    HoldState(boolean holds) {
        this.holds = holds;
    }

    /** Whether it holds anything back, as long as its time is not over. */
    public boolean holds() {
        return holds;
    }

    /** A second custodian agrees that it be placed. */
    public Attempt place(UserId proposer, UserId second) {
        return second(PROPOSED, proposer, second);
    }

    /** A second custodian agrees that it be lifted. */
    public Attempt lift(UserId proposer, UserId second) {
        return second(LIFT_PROPOSED, proposer, second);
    }

    /** One custodian wants it lifted. */
    public Attempt proposeLift() {
        return this == PLACED ? Attempt.DONE : Attempt.NOT_NOW;
    }

    /** Somebody, who proposed it included, does not want what is proposed: one is enough to leave things as they are. */
    public Attempt reject() {
        return this == PROPOSED || this == LIFT_PROPOSED ? Attempt.DONE : Attempt.NOT_NOW;
    }

    /** Where it stands after a rejection. */
    public HoldState rejected() {
        return this == PROPOSED ? REJECTED : PLACED;
    }

    private Attempt second(HoldState from, UserId proposer, UserId second) {
        if (this != from) {
            return Attempt.NOT_NOW;
        }
        return proposer.equals(second) ? Attempt.SAME_PERSON : Attempt.DONE;
    }
}
