package org.sillok.backup.core;

/** It is not a manifest of this format. */
public final class InvalidManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidManifestException(String message) {
        super(message);
    }
}
