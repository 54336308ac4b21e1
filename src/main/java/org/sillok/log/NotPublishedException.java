package org.sillok.log;

/** No signed checkpoint covers what was asked for yet. */
public final class NotPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPublishedException(String message) {
        super(message);
    }
}
