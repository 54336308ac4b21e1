package org.sillok.terms;

/** JSON that is not a clause. The message never repeats what was written, except codes of the vocabulary. */
public final class TermException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    TermException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** Where in the clause, as a JSON pointer (RFC 6901). */
    public String path() {
        return path;
    }
}
