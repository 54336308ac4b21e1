package org.sillok.crypto;

/** A signature is not a valid signature by the given key over the given message, or not in its one accepted encoding. */
public final class SignatureInvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    public SignatureInvalidException(String message) {
        super(message);
    }
}
