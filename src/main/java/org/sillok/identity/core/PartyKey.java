package org.sillok.identity.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.UserId;

/**
 * A public key whose private part a party holds, with what became of it. Keys to sign with are on P-256.
 *
 * @param spki DER SubjectPublicKeyInfo
 * @param certificate what is known in clear of the certificate that a key for encryption comes with; keys that were registered
 *     before certificates were asked for have none, and nothing is encrypted to them
 */
public record PartyKey(
        PartyKeyId id,
        PartyId party,
        PartyKeyUse use,
        Bytes spki,
        @Nullable Certificate certificate,
        Step registered,
        @Nullable Step confirmed,
        @Nullable Step revoked) {

    /** Who did something to a key, and when. */
    public record Step(Instant at, UserId by) {}

    /**
     * A certificate, without whom it names.
     *
     * @param fingerprint SHA-256 of its DER
     * @param notBefore the first moment at which it is valid
     * @param notAfter the last one
     */
    public record Certificate(Digest fingerprint, Instant notBefore, Instant notAfter) {
        public boolean isValidAt(Instant moment) {
            return !moment.isBefore(notBefore) && !moment.isAfter(notAfter);
        }
    }

    /** A key to sign with. Throws {@link IllegalStateException} if what was stored is none. */
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

    /**
     * Whether it counted at {@code moment}: from its confirmation on, until just before its revocation, and for encryption
     * while its certificate was valid.
     */
    public boolean countedAt(Instant moment) {
        return confirmed != null
                && (use == PartyKeyUse.SIGNING || (certificate != null && certificate.isValidAt(moment)))
                && !moment.isBefore(confirmed.at())
                && (revoked == null || moment.isBefore(revoked.at()));
    }
}
