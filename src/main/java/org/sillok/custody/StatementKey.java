package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.P256PublicKey;
import org.sillok.kernel.Digest;
import org.sillok.vault.SecretFile;

/**
 * The key that signs custody statements. Read once, at first use; a missing file is made then. A damaged one stops the
 * service instead of replacing the key under which everything so far was signed.
 */
@ApplicationScoped
public class StatementKey {
    private final P256PrivateKey key;

    StatementKey(CustodyConfig config) {
        SecretFile file = new SecretFile(config.keyFile(), "sillok.custody.key-file");
        byte[] pem = file.readOrCreate(
                () -> P256PrivateKey.generate(new SecureRandom()).pem().getBytes(StandardCharsets.US_ASCII));
        try {
            this.key = P256PrivateKey.ofPem(new String(pem, StandardCharsets.US_ASCII));
        } catch (KeyFormatException e) {
            throw file.damaged();
        }
    }

    P256PrivateKey signer() {
        return key;
    }

    /** SHA-256 of the public key's SPKI, as statements name it. */
    public Digest id() {
        return key.publicKey().keyId();
    }

    public P256PublicKey publicKey() {
        return key.publicKey();
    }
}
