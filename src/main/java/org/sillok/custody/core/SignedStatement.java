package org.sillok.custody.core;

import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.crypto.Signer;
import org.sillok.kernel.Bytes;

/**
 * A statement with its signature. Holding one proves nothing: call {@link #verify}.
 *
 * @param signature ECDSA P-256 with SHA-256 in DER, over the statement's exact bytes
 */
public record SignedStatement(Statement statement, Bytes signature) {
    /** Signs; throws {@link IllegalArgumentException} if the statement names another key than the signer's. */
    public static SignedStatement sign(Statement statement, Signer signer) {
        if (!statement.keyId().equals(signer.publicKey().keyId())) {
            throw new IllegalArgumentException("the statement names another key");
        }
        return new SignedStatement(
                statement, Bytes.of(signer.sign(statement.bytes().toArray())));
    }

    /** Returns normally only if the statement names {@code key} and {@code key} signed it. */
    public void verify(P256PublicKey key) throws SignatureInvalidException {
        if (!statement.keyId().equals(key.keyId())) {
            throw new SignatureInvalidException("the statement names another key");
        }
        key.verify(statement.bytes().toArray(), signature.toArray());
    }
}
