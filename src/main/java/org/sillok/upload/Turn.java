package org.sillok.upload;

import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RunningSha256;
import org.sillok.kernel.Digest;
import org.sillok.kernel.UploadId;
import org.sillok.vault.SubjectKeys;

/**
 * One writer's turn at an upload: from where it goes on, and the token that says nobody has taken over since.
 *
 * @param number of the next segment
 */
record Turn(
        UploadId upload,
        String writer,
        long offset,
        @Nullable Long length,
        int number,
        RunningSha256 digest,
        @Nullable Digest announced,
        SubjectKeys keys) {
    /** The prefix of writers' tokens. */
    static final String WRITER = "wri";
}
