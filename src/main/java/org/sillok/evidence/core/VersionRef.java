package org.sillok.evidence.core;

import org.sillok.kernel.ItemId;

/** Names one version of one item; numbers count from 1, the original. */
public record VersionRef(ItemId item, int version) {
    public VersionRef {
        if (version < 1) {
            throw new IllegalArgumentException("versions are numbered from 1");
        }
    }
}
