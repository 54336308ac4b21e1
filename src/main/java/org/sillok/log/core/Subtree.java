package org.sillok.log.core;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/** Hashes of the subtrees that RFC 6962's recursive definition cuts a tree into. */
final class Subtree {
    private Subtree() {}

    /**
     * {@code MTH(D[from:to])}, where {@code from} is a multiple of the smallest power of two that is not below
     * {@code to - from}: put together from perfect subtrees.
     */
    static Digest hash(long from, long to, NodeReader nodes) {
        long end = to;
        @Nullable Digest hash = null;
        while (end > from) {
            int level = Long.numberOfTrailingZeros(end - from);
            long start = end - (1L << level);
            Digest node = nodes.node(level, start >> level);
            hash = hash == null ? node : Merkle.nodeHash(node, hash);
            end = start;
        }
        if (hash == null) {
            throw new IllegalArgumentException("an empty range has no subtree");
        }
        return hash;
    }
}
