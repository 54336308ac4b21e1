package org.sillok.custody.core;

import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.crypto.Signer;
import org.sillok.kernel.Bytes;

/**
 * A head with its signature by a statement key. Holding one proves nothing: call {@link #verify}.
 *
 * @param signature ECDSA P-256 with SHA-256 in DER, over the head's exact bytes
 */
public record SignedHead(Head head, Bytes signature) {
    public static SignedHead sign(Head head, Signer signer) {
        return new SignedHead(head, Bytes.of(signer.sign(head.bytes().toArray())));
    }

    /** Returns normally only if {@code key} signed the head. */
    public void verify(P256PublicKey key) throws SignatureInvalidException {
        key.verify(head.bytes().toArray(), signature.toArray());
    }
}
