package org.sillok.intake;

import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;

/**
 * A file of a deposit that was uploaded before. What is null is as the upload says.
 *
 * @param sha256 that the upload must have
 */
public record UploadedFile(
        UploadId upload,
        @Nullable FileName fileName,
        @Nullable MediaType mediaType,
        @Nullable Digest sha256) {}
