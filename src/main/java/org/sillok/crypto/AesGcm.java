package org.sillok.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag, for values that fit in memory. A nonce must
 * never be used twice with one key: draw it at random for each call and use a key for fewer than 2^32 calls.
 */
public final class AesGcm {
    public static final int KEY_LENGTH = 32;
    public static final int NONCE_LENGTH = 12;
    public static final int TAG_LENGTH = 16;

    private AesGcm() {}

    /** Returns ciphertext ‖ tag. Throws {@link IllegalArgumentException} for a key or nonce of another length. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, nonce, associatedData).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /**
     * Opens ciphertext ‖ tag.
     *
     * @throws CiphertextInvalidException if a bit of anything differs from what was sealed
     * @throws IllegalArgumentException for a key or nonce of another length
     */
    public static byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed)
            throws CiphertextInvalidException {
        if (sealed.length < TAG_LENGTH) {
            throw new CiphertextInvalidException();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new CiphertextInvalidException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        if (key.length != KEY_LENGTH || nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes and a nonce of 12");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG_LENGTH, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
