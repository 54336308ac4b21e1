package org.sillok.log.core;

import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/** The hashes of RFC 6962 section 2.1. The first byte keeps leaves and nodes apart. */
public final class Merkle {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};
    private static final Digest EMPTY = Sha2.sha256(new byte[0]);

    private Merkle() {}

    /** {@code SHA-256(00 ‖ entry)}. */
    public static Digest leafHash(byte[] entry) {
        return Sha2.sha256(LEAF, entry);
    }

    /** {@code SHA-256(01 ‖ left ‖ right)}. */
    public static Digest nodeHash(Digest left, Digest right) {
        return Sha2.sha256(NODE, left.toArray(), right.toArray());
    }

    /** The root of the tree without leaves: {@code SHA-256("")}. */
    public static Digest emptyRoot() {
        return EMPTY;
    }

    /** The largest power of two below {@code n}, where a tree of {@code n ≥ 2} leaves is split. */
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
