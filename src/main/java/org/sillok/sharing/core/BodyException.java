package org.sillok.sharing.core;

/** A body that does not ask for anything that can be answered. The message never repeats what was sent. */
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Sorts of mistakes that are worth a problem type of their own. */
    public enum Kind {
        SYNTAX,
        UNKNOWN_FIELD,
        VALUE
    }

    private final Kind kind;
    private final String pointer;

    BodyException(Kind kind, String pointer, String message) {
        super(message);
        this.kind = kind;
        this.pointer = pointer;
    }

    public Kind kind() {
        return kind;
    }

    /** Where, as a JSON pointer (RFC 6901); empty for the body itself. */
    public String pointer() {
        return pointer;
    }
}
