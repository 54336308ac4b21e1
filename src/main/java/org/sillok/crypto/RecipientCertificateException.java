package org.sillok.crypto;

/** A certificate for which nothing is encrypted. The message is for the person who supplied it; it repeats nothing of it. */
public final class RecipientCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why not. Names may be stored: never rename. */
    public enum Reason {
        MALFORMED,
        NOT_YET_VALID,
        EXPIRED,
        /** RSA below 2,048 bits. */
        WEAK_KEY,
        /** Neither RSA nor a curve of NIST. */
        UNKNOWN_KEY,
        /** Its key usage forbids to encrypt keys with it. */
        KEY_USAGE
    }

    private final Reason reason;

    RecipientCertificateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
