package org.sillok.custody;

import java.time.Instant;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** A row of a statement: what is kept, and what the row says about it. Nothing here has been checked. */
public record StoredStatement(
        String stream, long seq, Bytes digest, String owner, KeptStatement kept, Digest leafHash, Instant recordedAt) {}
