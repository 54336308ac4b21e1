package org.sillok.crypto;

/** A private key held in memory, which can be written to a key file and nowhere else. */
public sealed interface PrivateSigningKey extends Signer permits P256PrivateKey, Ed25519PrivateKey, MlDsa44PrivateKey {
    /** The secret key itself as DER PKCS#8: for the key file only. */
    byte[] pkcs8();

    /** The secret key itself as PEM: for the key file only. */
    default String pem() {
        return Pem.write(Pem.PRIVATE_KEY, pkcs8());
    }
}
