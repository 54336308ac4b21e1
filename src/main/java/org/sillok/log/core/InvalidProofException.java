package org.sillok.log.core;

/** A Merkle proof does not show what it claims. Nothing it says may be used. */
public final class InvalidProofException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidProofException(String message) {
        super(message);
    }
}
