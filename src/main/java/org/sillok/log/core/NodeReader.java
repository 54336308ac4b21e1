package org.sillok.log.core;

import org.sillok.kernel.Digest;

/**
 * Gives the hash of a perfect subtree. {@code level} 0 is a leaf hash; the node covers the leaves from
 * {@code index << level} to {@code (index + 1) << level}. Asked only for nodes that lie whole within the tree.
 */
@FunctionalInterface
public interface NodeReader {
    Digest node(int level, long index);
}
