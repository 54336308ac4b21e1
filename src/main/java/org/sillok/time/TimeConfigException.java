package org.sillok.time;

import org.jspecify.annotations.Nullable;

/** The settings of trusted time cannot be used. The message is one line for the operator: which one, and what it takes. */
public final class TimeConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeConfigException(String message) {
        super(message);
    }

    TimeConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
