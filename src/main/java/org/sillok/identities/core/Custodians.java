package org.sillok.identities.core;

import java.util.Optional;

/** How many custodians it takes to open an identity. */
public enum Custodians {
    /** Nobody opens any. */
    NONE,
    /** One alone: where this installation issues its tokens itself and no second person can be had. */
    ONE,
    /** Two different ones. */
    TWO;

    /**
     * What holds: as configured, else two where a provider tells people apart, and one where nobody does.
     *
     * @throws IllegalArgumentException for one alone where a provider issues the tokens
     */
    public static Custodians effective(Optional<Custodians> configured, Tokens tokens) {
        Custodians custodians = configured.orElse(tokens == Tokens.ISSUED_HERE ? ONE : TWO);
        if (custodians == ONE && tokens == Tokens.ISSUED_ELSEWHERE) {
            throw new IllegalArgumentException("one custodian alone, although a provider tells people apart");
        }
        return custodians;
    }

    /** Whether an opening so approved may be used now. */
    public boolean accept(Approval approval) {
        return switch (this) {
            case NONE -> false;
            case ONE -> true;
            case TWO -> approval == Approval.TWO_CUSTODIANS;
        };
    }
}
