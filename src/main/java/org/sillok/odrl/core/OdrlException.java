package org.sillok.odrl.core;

/** Terms that the profile cannot express, or a document that is not of the profile. The message never repeats what was written. */
public final class OdrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    OdrlException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** Where, as a JSON pointer (RFC 6901): in the document that is read, or in the terms that are written. */
    public String path() {
        return path;
    }
}
