package org.sillok.net;

/** There was no whole answer within the limits. */
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The connection failed or broke off. */
        UNREACHABLE,
        /** Header and body were not there in time. */
        TIMED_OUT,
        /** The body is longer than it may be. */
        TOO_LONG,
        /** No secure connection came about: the certificate is not for this name, or not trusted. */
        NOT_SECURE,
        /** What came is not HTTP. */
        MALFORMED
    }

    private final Reason reason;

    NoAnswerException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    NoAnswerException(Reason reason, Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
