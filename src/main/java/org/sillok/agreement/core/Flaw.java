package org.sillok.agreement.core;

/**
 * One thing wrong with a draft.
 *
 * @param kind which sort of mistake it is
 * @param pointer where, as a JSON Pointer (RFC 6901)
 * @param detail what is expected there; never repeats the value
 */
public record Flaw(Kind kind, String pointer, String detail) {
    /** Sorts of mistakes that are worth a problem type of their own. */
    public enum Kind {
        SYNTAX,
        UNKNOWN_FIELD,
        VALUE,
        DATE,
        LANGUAGE_TAG
    }

    static Flaw at(String pointer, String detail) {
        return new Flaw(Kind.VALUE, pointer, detail);
    }
}
