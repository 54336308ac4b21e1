package org.sillok.monitor;

/** A file of the log could not be had. Says nothing about whether the log is consistent. */
final class SourceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Kind {
        /** No answer in time after all tries, or only faults of the server. */
        UNREACHABLE,
        /** There is no such file. */
        MISSING,
        /** A token is missing or not accepted. */
        REFUSED,
        /** An answer that cannot be what it should be: too long, a redirect, an unexpected status. */
        UNUSABLE
    }

    private final Kind kind;

    SourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
