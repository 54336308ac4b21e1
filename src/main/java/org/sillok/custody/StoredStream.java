package org.sillok.custody;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;

/** A row of a stream. Nothing here has been checked. */
public record StoredStream(
        String id,
        String kind,
        String subject,
        String owner,
        long nextSeq,
        @Nullable Bytes headDigest) {}
