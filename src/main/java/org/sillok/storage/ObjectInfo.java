package org.sillok.storage;

import java.time.Instant;

/** What the store knows of an object without reading it. */
public record ObjectInfo(long length, Instant lastModified) {
    public ObjectInfo {
        if (length < 0) {
            throw new IllegalArgumentException("negative length");
        }
    }
}
