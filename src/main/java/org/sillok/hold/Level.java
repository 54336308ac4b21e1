package org.sillok.hold;

import org.sillok.terms.GuardCode;

/** How far a withdrawal goes: each level asks for all that the ones before it ask for. Names are stored: never rename. */
public enum Level {
    /** Nobody else receives it; who has it goes on. */
    NO_NEW_SHARING(GuardCode.WITHDRAWN),
    /** Nobody else receives it, and who has it is asked to stop using it. */
    NO_FURTHER_USE(GuardCode.WITHDRAWN),
    /** The owner's own staff leaves it alone, too. */
    RESTRICT(GuardCode.RESTRICTED),
    /** It is to be erased. Until its keys are destroyed it is restricted. */
    ERASE(GuardCode.RESTRICTED);

    private final GuardCode guard;

    Level(GuardCode guard) {
        this.guard = guard;
    }

    /** What holds material back under a withdrawal of this level. */
    public GuardCode guard() {
        return guard;
    }
}
