package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.crypto.CheckedSigner;
import org.sillok.crypto.KeyKind;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Signer;
import org.sillok.kernel.Digest;
import org.sillok.vault.Pkcs11Signer;
import org.sillok.vault.SigningKeys;

/**
 * The key that signs custody statements: on a PKCS#11 token if one is configured, otherwise in a file, which is made at
 * first use. A damaged file stops the service instead of replacing the key under which everything so far was signed.
 */
@ApplicationScoped
public class StatementKey {
    private final Signer signer;
    private final P256PublicKey publicKey;

    StatementKey(CustodyConfig config, SigningKeys files) {
        Signer key = open(config, files);
        this.signer = new CheckedSigner(key);
        this.publicKey = (P256PublicKey) key.publicKey();
    }

    private static Signer open(CustodyConfig config, SigningKeys files) {
        Optional<CustodyConfig.Pkcs11> token = config.pkcs11();
        return token.isPresent()
                ? Pkcs11Signer.open(place(token.get()))
                : files.findOrMake(config.keyFile(), "sillok.custody.key-file", KeyKind.P256);
    }

    private static Pkcs11Signer.Place place(CustodyConfig.Pkcs11 token) {
        return new Pkcs11Signer.Place(token.library(), token.slotListIndex().orElse(0), token.pinFile(), token.label());
    }

    /**
     * Signs. Whatever is signed with this key names its format in its first member, {@code v}, so that a signature for one
     * purpose fits no other.
     */
    public Signer signer() {
        return signer;
    }

    /** SHA-256 of the public key's SPKI, as statements name it. */
    public Digest id() {
        return publicKey.keyId();
    }

    public P256PublicKey publicKey() {
        return publicKey;
    }
}
