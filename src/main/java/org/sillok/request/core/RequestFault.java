package org.sillok.request.core;

import java.io.Serial;

/** What is wrong with the body of a request, and where. Never repeats what was sent. */
public final class RequestFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of mistake it is. */
    public enum Kind {
        SYNTAX,
        UNKNOWN_FIELD,
        VALUE
    }

    private final Kind kind;
    private final String pointer;

    RequestFault(Kind kind, String pointer, String expected) {
        super(expected);
        this.kind = kind;
        this.pointer = pointer;
    }

    public Kind kind() {
        return kind;
    }

    /** A JSON pointer (RFC 6901). */
    public String pointer() {
        return pointer;
    }
}
