package org.sillok.log.db;

/** Somebody else leads now: the write was refused and nothing was changed. */
public final class StaleEpochException extends Exception {
    private static final long serialVersionUID = 1L;

    public StaleEpochException() {
        super("another process leads the log now");
    }
}
