package org.sillok.vault;

import org.sillok.crypto.PublicKeyInfo;
import org.sillok.crypto.Signer;

/** A token that was pulled out: its public key is known, and nothing gets signed. */
public record AbsentToken(PublicKeyInfo publicKey) implements Signer {
    @Override
    public byte[] sign(byte[] message) {
        throw new TokenException("no token", null);
    }
}
