package org.sillok.upload;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.sillok.upload.core.ChunkChecksum;

/**
 * One request that brings bytes.
 *
 * @param offset where they begin
 * @param uploadLength of the whole upload, if the request says it; null: it does not
 * @param bodyLength how many bytes were announced; null: none
 * @param checksum that the body must have; null: none was sent
 */
public record Chunk(
        long offset,
        @Nullable Long uploadLength,
        @Nullable Long bodyLength,
        @Nullable ChunkChecksum checksum,
        InputStream body) {}
