package org.sillok.log;

/**
 * This process knows of something that was signed and that the database does not contain, so it shows no checkpoint and no
 * proof: what the public has already seen must not be taken back. The operator finds the way out on health.
 */
public final class LogRefusesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogRefusesException(Objection objection) {
        super(objection.reason());
    }
}
