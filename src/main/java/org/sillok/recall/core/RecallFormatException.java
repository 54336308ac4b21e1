package org.sillok.recall.core;

/** What was read is not in the one accepted form. The message says why and repeats nothing of it. */
public final class RecallFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public RecallFormatException(String message) {
        super(message);
    }
}
