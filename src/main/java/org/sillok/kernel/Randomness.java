package org.sillok.kernel;

/**
 * The only source of random bytes. Implementations are thread-safe and cryptographically strong; pure cores receive
 * the bytes, never this interface's implementation.
 */
@FunctionalInterface
public interface Randomness {
    /** Returns {@code length} fresh random bytes in a new array that the caller owns. */
    byte[] bytes(int length);
}
