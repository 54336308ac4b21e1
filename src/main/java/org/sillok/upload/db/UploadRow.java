package org.sillok.upload.db;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.UploadId;

/**
 * An upload as it is stored.
 *
 * @param length null: not known yet
 * @param position how many bytes have arrived
 * @param segments in how many segments they are
 * @param writer the token of the newest writer
 */
public record UploadRow(
        UploadId id,
        String owner,
        Part part,
        @Nullable Long length,
        long position,
        int segments,
        String writer,
        Bytes about,
        Bytes progress,
        Instant createdAt,
        Instant expiresAt) {
    /** Whether it stands for itself, waits to be put together with others, or was put together. */
    public enum Part {
        WHOLE,
        PARTIAL,
        FINAL
    }

    public boolean isFinished() {
        return length != null && length == position;
    }
}
