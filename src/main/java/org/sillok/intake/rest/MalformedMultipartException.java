package org.sillok.intake.rest;

import java.io.IOException;
import java.io.Serial;

/** The body is not a complete, well-formed multipart/form-data body. The message is fit for the client. */
final class MalformedMultipartException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean truncated;

    private MalformedMultipartException(String message, boolean truncated) {
        super(message);
        this.truncated = truncated;
    }

    static MalformedMultipartException of(String message) {
        return new MalformedMultipartException(message, false);
    }

    /** The body ends before its closing delimiter. */
    static MalformedMultipartException truncated(String message) {
        return new MalformedMultipartException(message, true);
    }

    boolean isTruncated() {
        return truncated;
    }
}
