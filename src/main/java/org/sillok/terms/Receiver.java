package org.sillok.terms;

import org.sillok.kernel.PartyId;

/** One who will have the material, with the class of party that it is. */
public record Receiver(PartyId party, PartyClass partyClass) {
    /** Whether it is one of {@code recipients}, as itself or by its class. */
    boolean isAmong(Iterable<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            if (recipient.means(party, partyClass)) {
                return true;
            }
        }
        return false;
    }
}
