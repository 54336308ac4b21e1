package org.sillok.crypto;

/**
 * Signs with a private key that may live elsewhere (a token, a key service). Implementations are thread-safe; repeating
 * a call is harmless. A failure of the key's home is an unchecked exception, never a missing or partial signature.
 */
public interface Signer {
    /** A signature that {@link #publicKey()} verifies. */
    byte[] sign(byte[] message);

    PublicKeyInfo publicKey();
}
