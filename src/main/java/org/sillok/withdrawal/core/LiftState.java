package org.sillok.withdrawal.core;

import org.sillok.kernel.UserId;

/** Whether a withdrawal stands, and who may end it. To end one is to permit more again, so it takes two people. */
public enum LiftState {
    IN_FORCE,
    /** One person has proposed to lift it. It stands. */
    LIFT_PROPOSED,
    LIFTED;

    /** What came of an attempt. */
    public enum Attempt {
        DONE,
        /** It is lifted, for good: withdraw it anew. */
        OVER,
        /** Somebody has proposed it already. */
        PROPOSED,
        /** Nobody has proposed it. */
        NOT_PROPOSED,
        /** Who proposed does not confirm. */
        SAME_PERSON
    }

    public Attempt propose() {
        return switch (this) {
            case IN_FORCE -> Attempt.DONE;
            case LIFT_PROPOSED -> Attempt.PROPOSED;
            case LIFTED -> Attempt.OVER;
        };
    }

    public Attempt confirm(UserId proposer, UserId second) {
        if (this == LIFT_PROPOSED && proposer.equals(second)) {
            return Attempt.SAME_PERSON;
        }
        return reject();
    }

    /** One person is enough to leave it as it is, also who proposed it. */
    public Attempt reject() {
        return switch (this) {
            case IN_FORCE -> Attempt.NOT_PROPOSED;
            case LIFT_PROPOSED -> Attempt.DONE;
            case LIFTED -> Attempt.OVER;
        };
    }

    /** Whether it still holds material back. */
    public boolean stands() {
        return this != LIFTED;
    }
}
