package org.sillok.custody;

import org.sillok.kernel.Digest;
import org.sillok.kernel.StreamId;

/**
 * A statement that its transaction will make durable.
 *
 * @param digest SHA-256 of its exact bytes
 * @param leafHash by which the log knows it
 */
public record Recorded(StreamId stream, long seq, Digest digest, Digest leafHash) {}
