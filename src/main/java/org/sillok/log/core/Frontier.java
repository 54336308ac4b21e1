package org.sillok.log.core;

import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Digest;

/**
 * The least that must be kept of a tree in order to extend it and to know its root: the perfect subtrees of its size's
 * binary form, largest first (a compact range from 0). Immutable.
 */
public record Frontier(long size, List<Digest> peaks) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves does not have " + peaks.size() + " peaks");
        }
        peaks = List.copyOf(peaks);
    }

    /** The tree with these leaf hashes appended in order. */
    public Frontier extend(List<Digest> leafHashes) {
        List<Digest> stack = new ArrayList<>(peaks);
        long n = size;
        for (Digest leaf : leafHashes) {
            Digest hash = leaf;
            for (long carry = n; (carry & 1) == 1; carry >>= 1) {
                hash = Merkle.nodeHash(stack.remove(stack.size() - 1), hash);
            }
            stack.add(hash);
            n++;
        }
        return new Frontier(n, stack);
    }

    /** The tree's root, RFC 6962 section 2.1. */
    public Digest root() {
        if (peaks.isEmpty()) {
            return Merkle.emptyRoot();
        }
        Digest root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Merkle.nodeHash(peaks.get(i), root);
        }
        return root;
    }

    /** A reader that knows this tree's peaks and asks {@code rest} for every other node. */
    public NodeReader over(NodeReader rest) {
        return (level, index) -> {
            boolean isPeak = (size >> level & 1) == 1 && index == (size >> level) - 1;
            return isPeak ? peaks.get(Long.bitCount(size >> level) - 1) : rest.node(level, index);
        };
    }

    /** The peaks, one after another, as the database keeps them beside the size. */
    public byte[] peakBytes() {
        return Hashes.join(peaks);
    }

    /**
     * Reads {@link #peakBytes()} back.
     *
     * @throws IllegalArgumentException if the length does not fit the size
     */
    public static Frontier of(long size, byte[] peakBytes) {
        return new Frontier(size, Hashes.split(peakBytes));
    }
}
