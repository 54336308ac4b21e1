package org.sillok.crypto;

import org.sillok.kernel.Digest;

/** A public signature key. Equal keys have equal {@link #spki()} bytes and the other way round. */
public sealed interface PublicKeyInfo permits P256PublicKey, Ed25519PublicKey, MlDsa44PublicKey {
    /** The key as DER SubjectPublicKeyInfo (RFC 5280), in the one accepted encoding. */
    byte[] spki();

    /** Returns normally only if {@code signature} is this key's signature over {@code message}. */
    void verify(byte[] message, byte[] signature) throws SignatureInvalidException;

    /** The key's name in statements: SHA-256 of {@link #spki()}. */
    default Digest keyId() {
        return Sha2.sha256(spki());
    }

    /** The key as PEM text with the label {@code PUBLIC KEY}. */
    default String pem() {
        return Pem.write(Pem.PUBLIC_KEY, spki());
    }
}
