package org.sillok.identity.core;

import java.util.Base64;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;

/** What a party signs to show that it holds the private part of a key that it registers for signing. */
public final class PartyKeyProof {
    private PartyKeyProof() {}

    /** The text: it names the party and the use, so that the proof of one party is none for another. */
    public static Bytes text(PartyId party, PartyKeyUse use, P256PublicKey key) {
        return Bytes.utf8("sillok/party-key/1\n" + party + "\n" + use.name() + "\n"
                + Base64.getEncoder().encodeToString(key.spki()) + "\n");
    }

    /** Returns normally only if {@code signature}, in DER and with either {@code s}, is the key's over that text. */
    public static void verify(PartyId party, PartyKeyUse use, P256PublicKey key, Bytes signature)
            throws SignatureInvalidException {
        verify(key, text(party, use, key), signature);
    }

    /** The same for any message: programs elsewhere choose either {@code s}. */
    public static void verify(P256PublicKey key, Bytes message, Bytes signature) throws SignatureInvalidException {
        byte[] canonical;
        try {
            canonical = LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new SignatureInvalidException("not an ECDSA signature in DER");
        }
        key.verify(message.toArray(), canonical);
    }
}
