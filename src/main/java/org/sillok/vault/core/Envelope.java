package org.sillok.vault.core;

import java.util.Arrays;
import org.sillok.crypto.AesGcm;
import org.sillok.crypto.CiphertextInvalidException;

/** A small sealed value: nonce ‖ ciphertext ‖ tag of AES-256-GCM. */
public final class Envelope {
    public static final int NONCE_LENGTH = AesGcm.NONCE_LENGTH;

    private Envelope() {}

    /** {@code nonce} must be random and used for nothing else. */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plain) {
        byte[] sealed = AesGcm.seal(key, nonce, associatedData, plain);
        byte[] envelope = Arrays.copyOf(nonce, NONCE_LENGTH + sealed.length);
        System.arraycopy(sealed, 0, envelope, NONCE_LENGTH, sealed.length);
        return envelope;
    }

    /**
     * Opens an envelope.
     *
     * @throws CiphertextInvalidException if a bit of anything differs from what was sealed
     */
    public static byte[] open(byte[] key, byte[] associatedData, byte[] envelope) throws CiphertextInvalidException {
        byte[] nonce = Arrays.copyOf(envelope, NONCE_LENGTH);
        // Too short an envelope leaves nothing here, which does not open either.
        byte[] sealed = Arrays.copyOfRange(envelope, Math.min(NONCE_LENGTH, envelope.length), envelope.length);
        return AesGcm.open(key, nonce, associatedData, sealed);
    }
}
