package org.sillok.crypto;

/** A ciphertext did not open: it was altered, or the key, nonce or associated data are not those it was sealed with. */
public final class CiphertextInvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    CiphertextInvalidException() {
        super("the ciphertext does not open with this key, nonce and associated data");
    }
}
