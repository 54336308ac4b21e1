package org.sillok.sharing.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;
import org.sillok.terms.PartyClass;

/**
 * What is on record of a party as far as decisions need it.
 *
 * @param seat the state of its seat; null if not recorded
 * @param encryptionKey whether a release can be encrypted to it
 */
public record Standing(
        PartyClass partyClass, boolean active, @Nullable StateCode seat, boolean encryptionKey) {
    /** Of a party that is not on record: it may not act. */
    public static final Standing UNKNOWN = new Standing(PartyClass.OTHER, false, null, false);
}
