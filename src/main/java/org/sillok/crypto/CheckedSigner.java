package org.sillok.crypto;

/**
 * Verifies each signature before it leaves: what a faulty token, a bit flip or a wrong key produced is never released,
 * because with a deterministic scheme one wrong signature can reveal the key.
 */
public record CheckedSigner(Signer signer) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = signer.sign(message);
        try {
            publicKey().verify(message, signature);
        } catch (SignatureInvalidException e) {
            throw new IllegalStateException("a signature that was just made does not hold; it is not released", e);
        }
        return signature;
    }

    @Override
    public PublicKeyInfo publicKey() {
        return signer.publicKey();
    }
}
