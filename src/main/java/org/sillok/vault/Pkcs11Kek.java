package org.sillok.vault;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.sillok.crypto.Sha2;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;

/**
 * An AES key that a PKCS#11 token uses for us and does not give out. What it seals has the form of an {@link Envelope}.
 *
 * @param id follows from the key, so that a wrong key cannot pass for the right one
 * @param version of two keys with one name, the one with the higher number is the newer
 */
record Pkcs11Kek(String id, String label, int version, Provider provider, SecretKey key) {
    static final String PREFIX = "pkcs11-";

    private static final byte[] IDENTITY = AssociatedData.of("sillok/vault/pkcs11-kek-id/1");
    // Always the same nonce with always the same text: sealing it again and again tells nothing. No random nonce will
    // ever be this one.
    private static final byte[] IDENTITY_NONCE =
            Arrays.copyOf(Sha2.sha256(IDENTITY).toArray(), Envelope.NONCE_LENGTH);
    private static final int ID_LENGTH = 20;
    private static final int TAG_LENGTH = 16;

    static Pkcs11Kek of(String label, int version, Provider provider, SecretKey key) throws GeneralSecurityException {
        return new Pkcs11Kek(identity(provider, key), label, version, provider, key);
    }

    private static String identity(Provider provider, SecretKey key) throws GeneralSecurityException {
        byte[] text = cipher(Cipher.ENCRYPT_MODE, provider, key, IDENTITY_NONCE, IDENTITY)
                .doFinal(new byte[32]);
        return PREFIX + Sha2.sha256(IDENTITY, text).hex().substring(0, ID_LENGTH);
    }

    byte[] seal(byte[] nonce, byte[] associatedData, byte[] plain) throws GeneralSecurityException {
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, provider, key, nonce, associatedData)
                .doFinal(plain);
        byte[] envelope = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, envelope, nonce.length, sealed.length);
        return envelope;
    }

    /** @throws SealBrokenException if it was not sealed so, and the key is proved to be the right one just now */
    byte[] open(byte[] associatedData, byte[] envelope) throws GeneralSecurityException {
        // SunPKCS11 opens nothing at all to nothing at all without looking at a tag.
        if (envelope.length < Envelope.NONCE_LENGTH + TAG_LENGTH) {
            throw new SealBrokenException("a wrapped key", null);
        }
        byte[] nonce = Arrays.copyOf(envelope, Envelope.NONCE_LENGTH);
        byte[] sealed = Arrays.copyOfRange(envelope, Envelope.NONCE_LENGTH, envelope.length);
        for (boolean again = false; ; again = true) {
            try {
                return cipher(Cipher.DECRYPT_MODE, provider, key, nonce, associatedData)
                        .doFinal(sealed);
            } catch (GeneralSecurityException | ProviderException e) {
                // Each module has a word of its own for a wrong tag, and says the same for whatever else goes wrong.
                // What fails
                // twice, with the key at work in between, fails because of what was sealed.
                if (!identity(provider, key).equals(id)) {
                    throw e;
                } else if (again || e instanceof AEADBadTagException) {
                    throw new SealBrokenException("a wrapped key", e);
                }
            }
        }
    }

    private static Cipher cipher(int mode, Provider provider, SecretKey key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
