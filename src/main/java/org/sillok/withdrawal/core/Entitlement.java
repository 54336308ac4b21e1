package org.sillok.withdrawal.core;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may record which withdrawal. It asks for as little as possible, because a withdrawal that is refused harms somebody;
 * but one organisation does not take from another what both deposited, and the repository destroys nothing on its own.
 */
public final class Entitlement {
    private Entitlement() {}

    /** As what somebody has to do with a subject. */
    public enum Standing {
        /** Contributor of the organisation that holds it. */
        HOLDER(Level.ERASE),
        /** Contributor of an organisation that deposited the item, too. */
        JOINT_DEPOSITOR(Level.NO_FURTHER_USE),
        CUSTODIAN(Level.RESTRICT);

        private final Level most;

        Standing(Level most) {
            this.most = most;
        }
    }

    /** What comes of it. */
    public enum Ruling {
        ENTITLED,
        /** To the caller it does not exist. */
        UNKNOWN,
        /** The caller does not speak for who is said to take it back. */
        NOT_THE_VOICE,
        /** The caller may take it back, but not so far. */
        TOO_FAR
    }

    /**
     * Whether somebody with these standings may record it.
     *
     * @param standings empty for whoever has nothing to do with the subject
     */
    public static Ruling rule(Set<Standing> standings, SaidBy by, Level level) {
        if (standings.isEmpty()) {
            return Ruling.UNKNOWN;
        }
        Set<Standing> voices = EnumSet.noneOf(Standing.class);
        voices.addAll(standings);
        voices.retainAll(voices(by));
        if (voices.isEmpty()) {
            return Ruling.NOT_THE_VOICE;
        }
        return voices.stream().anyMatch(voice -> voice.most.atLeast(level)) ? Ruling.ENTITLED : Ruling.TOO_FAR;
    }

    private static Set<Standing> voices(SaidBy by) {
        return switch (by) {
            case SOURCE, GUARDIAN, NEXT_OF_KIN -> EnumSet.of(Standing.HOLDER);
            case ORGANISATION -> EnumSet.of(Standing.HOLDER, Standing.JOINT_DEPOSITOR);
            case COURT, REPOSITORY -> EnumSet.of(Standing.CUSTODIAN);
        };
    }
}
