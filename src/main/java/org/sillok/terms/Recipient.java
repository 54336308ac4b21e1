package org.sillok.terms;

import org.sillok.kernel.PartyId;

/** Who may receive: one party, or every party of a class. */
public sealed interface Recipient {
    /** Whether a party of that class is meant. */
    boolean means(PartyId party, PartyClass partyClass);

    record One(PartyId party) implements Recipient {
        @Override
        public boolean means(PartyId other, PartyClass partyClass) {
            return party.equals(other);
        }
    }

    record All(PartyClass partyClass) implements Recipient {
        @Override
        public boolean means(PartyId other, PartyClass otherClass) {
            return partyClass == otherClass;
        }
    }
}
