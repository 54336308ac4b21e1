package org.sillok.audit.core;

import java.util.Optional;
import org.sillok.kernel.Digest;

/**
 * A statement as a link of its stream.
 *
 * @param rowSeq the place that the row gives it
 * @param seq the place that the signed statement says
 * @param digest SHA-256 of the statement's bytes as stored
 * @param previous what the statement says the one before it has
 * @param genuine whether the bytes are those that were signed and logged; if not, they cannot tell whether the next
 *     statement is right
 */
public record Link(
        long rowSeq, long seq, Digest digest, Optional<Digest> previous, Standing standing, boolean genuine) {}
