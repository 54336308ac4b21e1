package org.sillok.crypto;

/** A time-stamp that proves nothing, and why. Neither the message nor the reason repeats what was received. */
public final class TimeStampException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a time-stamp was refused. Names are shown to operators and kept in rows: they never change meaning. */
    public enum Reason {
        /** Not a response or token in its one accepted encoding, or with trailing or unverifiable parts. */
        MALFORMED,
        /** Longer than any honest one. */
        TOO_LONG,
        /** The authority answered, and granted nothing. */
        NOT_GRANTED,
        /** The nonce is missing or not the one that was sent. */
        WRONG_NONCE,
        /** It is over other bytes, or by another digest. */
        WRONG_IMPRINT,
        /** It is under another policy than was asked for. */
        WRONG_POLICY,
        /** The signature does not hold, or is of a kind that is not accepted. */
        WRONG_SIGNATURE,
        /** The signer's certificate is missing or is not the one that the signature names (ESSCertID, RFC 5816). */
        WRONG_CERTIFICATE,
        /** The signer's certificate is not for time-stamping, critically and alone (RFC 3161, 2.3). */
        WRONG_KEY_USAGE,
        /** A certificate was not valid at the time that is claimed. */
        EXPIRED,
        /** A certificate had been revoked, or has been since for a reason that reaches back. */
        REVOKED,
        /** A certificate leads to no authority that was named. */
        UNKNOWN_AUTHORITY,
        /** A revocation list is malformed, not by the issuer of a certificate, or about none of them. */
        WRONG_REVOCATION_LIST
    }

    private final Reason reason;

    TimeStampException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    TimeStampException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
