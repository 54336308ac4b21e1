package org.sillok.upload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.core.UploadMetadata;

/**
 * An upload as its organisation sees it.
 *
 * @param length of the whole; null: not known yet
 * @param offset how many bytes have arrived and are kept
 * @param sha256 of these bytes
 */
public record Upload(
        UploadId id,
        Concatenation concatenation,
        UploadMetadata metadata,
        @Nullable Long length,
        long offset,
        Digest sha256,
        Instant createdAt,
        Instant expiresAt) {
    public boolean isFinished() {
        return length != null && length == offset;
    }
}
