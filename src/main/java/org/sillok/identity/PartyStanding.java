package org.sillok.identity;

import org.jspecify.annotations.Nullable;
import org.sillok.identity.core.PartyKind;
import org.sillok.kernel.StateCode;

/**
 * What decisions need of a party.
 *
 * @param seat the state of its seat; null if not recorded
 * @param encryptionKey whether it has a confirmed key for encryption whose certificate is valid at the moment that was asked for
 */
public record PartyStanding(
        PartyKind kind, boolean active, @Nullable StateCode seat, boolean encryptionKey) {}
