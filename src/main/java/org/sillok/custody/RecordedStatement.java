package org.sillok.custody;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/**
 * A line of a stream's list.
 *
 * @param digest SHA-256 of the statement's exact bytes
 * @param leafHash by which the log knows it
 * @param index its number in the log, or null if it has none yet
 */
public record RecordedStatement(
        long seq, Digest digest, Digest leafHash, @Nullable Long index, Instant recordedAt) {}
