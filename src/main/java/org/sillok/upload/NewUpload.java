package org.sillok.upload;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.upload.core.Concatenation;
import org.sillok.upload.core.UploadMetadata;

/**
 * What a client says when it begins an upload.
 *
 * @param length of the whole; null: said later, or told by the parts
 * @param announced the SHA-256 that the whole must have, if the client says so
 */
public record NewUpload(
        @Nullable Long length,
        UploadMetadata metadata,
        Concatenation concatenation,
        @Nullable Digest announced) {
    public NewUpload {
        if (length != null && length < 0) {
            throw new IllegalArgumentException("a length is not negative");
        }
    }
}
