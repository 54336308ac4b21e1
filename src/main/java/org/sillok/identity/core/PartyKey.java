package org.sillok.identity.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.UserId;

/**
 * A public key on P-256 whose private part a party holds, with what became of it.
 *
 * @param spki DER SubjectPublicKeyInfo
 */
public record PartyKey(
        PartyKeyId id,
        PartyId party,
        PartyKeyUse use,
        Bytes spki,
        Step registered,
        @Nullable Step confirmed,
        @Nullable Step revoked) {

    /** Who did something to a key, and when. */
    public record Step(Instant at, UserId by) {}

    /** The key. Throws {@link IllegalStateException} if what was stored is none: only keys are. */
    public P256PublicKey publicKey() {
        try {
            return P256PublicKey.ofSpki(spki.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("the stored key " + id + " is damaged", e);
        }
    }

    public PartyKeyState state() {
        if (revoked != null) {
            return PartyKeyState.REVOKED;
        }
        return confirmed == null ? PartyKeyState.PENDING : PartyKeyState.CONFIRMED;
    }

    /** Whether it counted at {@code moment}: from its confirmation on, until just before its revocation. */
    public boolean countedAt(Instant moment) {
        return confirmed != null
                && !moment.isBefore(confirmed.at())
                && (revoked == null || moment.isBefore(revoked.at()));
    }
}
