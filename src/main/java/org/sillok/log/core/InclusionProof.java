package org.sillok.log.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sillok.kernel.Digest;

/**
 * Shows that a leaf has a place in a tree (RFC 6962 section 2.1.1): the sibling hashes from the leaf to the root. The
 * index and the size are part of the claim; take the size and the root together from one verified checkpoint.
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    /** Any numbers and any path: whether they fit each other is what {@link #verify} decides. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Builds the proof for the tree of {@code size} leaves.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 ≤ index < size}
     */
    public static InclusionProof of(long index, long size, NodeReader nodes) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("no leaf " + index + " in a tree of " + size);
        }
        List<Digest> fromRoot = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Merkle.split(to - from);
            if (index < middle) {
                fromRoot.add(Subtree.hash(middle, to, nodes));
                to = middle;
            } else {
                fromRoot.add(Subtree.hash(from, middle, nodes));
                from = middle;
            }
        }
        Collections.reverse(fromRoot);
        return new InclusionProof(index, size, fromRoot);
    }

    /** Throws unless {@code leafHash} stands at {@link #index()} in the tree of {@link #size()} leaves with {@code root}. */
    public void verify(Digest leafHash, Digest root) throws InvalidProofException {
        if (!rootFor(leafHash).equals(root)) {
            throw new InvalidProofException("the proof leads to another root");
        }
    }

    private Digest rootFor(Digest leafHash) throws InvalidProofException {
        if (index < 0 || index >= size) {
            throw new InvalidProofException("no leaf " + index + " in a tree of " + size);
        }
        // Up to the level where the paths of this leaf and of the last leaf meet, a sibling is on either side; above it
        // every sibling is on the left.
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        int border = Long.bitCount(index >> inner);
        if (path.size() != inner + border) {
            throw new InvalidProofException("a proof of " + path.size() + " hashes instead of " + (inner + border));
        }
        Digest hash = leafHash;
        for (int level = 0; level < path.size(); level++) {
            Digest sibling = path.get(level);
            boolean siblingIsRight = level < inner && (index >> level & 1) == 0;
            hash = siblingIsRight ? Merkle.nodeHash(hash, sibling) : Merkle.nodeHash(sibling, hash);
        }
        return hash;
    }
}
