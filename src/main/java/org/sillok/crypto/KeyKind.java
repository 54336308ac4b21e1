package org.sillok.crypto;

import java.security.SecureRandom;
import java.util.function.Function;

/** A kind of private signing key: how one is made, and how it is read from DER PKCS#8. */
public record KeyKind<K extends PrivateSigningKey>(String name, Function<SecureRandom, K> generate, Reader<K> reader) {
    public static final KeyKind<P256PrivateKey> P256 =
            new KeyKind<>("P-256", P256PrivateKey::generate, P256PrivateKey::ofPkcs8);
    public static final KeyKind<Ed25519PrivateKey> ED25519 =
            new KeyKind<>("Ed25519", Ed25519PrivateKey::generate, Ed25519PrivateKey::ofPkcs8);
    public static final KeyKind<MlDsa44PrivateKey> ML_DSA_44 =
            new KeyKind<>("ML-DSA-44", MlDsa44PrivateKey::generate, MlDsa44PrivateKey::ofPkcs8);

    /** Reads a key of one kind; refuses those of others. */
    public interface Reader<K> {
        K read(byte[] pkcs8) throws KeyFormatException;
    }
}
