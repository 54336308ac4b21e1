package org.sillok.evidence;

import java.time.Instant;
import java.util.List;
import org.sillok.evidence.core.VersionDescription;
import org.sillok.kernel.Digest;

/** One version with its files, and the digest of the statement that records it. */
public record ItemVersion(
        int number, VersionDescription description, List<StoredFile> files, Instant recordedAt, Digest statement) {
    public ItemVersion {
        files = List.copyOf(files);
    }
}
