package org.sillok.upload.core;

import org.sillok.kernel.Bytes;
import org.sillok.kernel.ObjectId;

/**
 * Some bytes of an upload: one object of the staging store.
 *
 * @param wrapped the object's key, wrapped by the organisation's content key
 */
public record Segment(ObjectId object, long length, Bytes wrapped) {
    public Segment {
        if (length <= 0) {
            throw new IllegalArgumentException("a segment has bytes");
        }
    }
}
