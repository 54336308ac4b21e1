package org.sillok.log.core;

import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Digest;

/** Shows that a tree is the unchanged beginning of a later one (RFC 6962 section 2.1.2; verified as RFC 9162 does). */
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {
    /** Any numbers and any path: whether they fit each other is what {@link #verify} decides. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Builds the proof. It is empty when the sizes are equal or the old tree is empty.
     *
     * @throws IllegalArgumentException unless {@code 0 ≤ oldSize ≤ newSize}
     */
    public static ConsistencyProof of(long oldSize, long newSize, NodeReader nodes) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree of " + newSize + " does not continue one of " + oldSize);
        }
        List<Digest> path = new ArrayList<>();
        if (oldSize > 0) {
            build(oldSize, 0, newSize, true, nodes, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    // SUBPROOF(m, D[from:to], b); the depth is at most 63.
    private static void build(long m, long from, long to, boolean known, NodeReader nodes, List<Digest> path) {
        if (m == to - from) {
            if (!known) {
                path.add(Subtree.hash(from, to, nodes));
            }
            return;
        }
        long k = Merkle.split(to - from);
        if (m <= k) {
            build(m, from, from + k, known, nodes, path);
            path.add(Subtree.hash(from + k, to, nodes));
        } else {
            build(m - k, from + k, to, false, nodes, path);
            path.add(Subtree.hash(from, from + k, nodes));
        }
    }

    /** Throws unless the tree with {@code newRoot} continues the tree with {@code oldRoot}. */
    public void verify(Digest oldRoot, Digest newRoot) throws InvalidProofException {
        if (oldSize < 0 || oldSize > newSize) {
            throw new InvalidProofException("a tree of " + newSize + " does not continue one of " + oldSize);
        }
        if (oldSize == 0 || oldSize == newSize) {
            verifyTrivial(oldRoot, newRoot);
            return;
        }
        List<Digest> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.add(0, oldRoot);
        }
        if (hashes.isEmpty() || path.isEmpty()) {
            throw new InvalidProofException("the proof is empty");
        }
        // RFC 9162 section 2.1.4.2, steps 3 to 8.
        int shift = Long.numberOfTrailingZeros(~(oldSize - 1));
        long fn = (oldSize - 1) >> shift;
        long sn = (newSize - 1) >> shift;
        Digest fr = hashes.get(0);
        Digest sr = hashes.get(0);
        for (Digest c : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                throw new InvalidProofException("the proof is too long");
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Merkle.nodeHash(c, fr);
                sr = Merkle.nodeHash(c, sr);
                int skip = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>= skip;
                sn >>= skip;
            } else {
                sr = Merkle.nodeHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) {
            throw new InvalidProofException("the proof is too short");
        }
        if (!fr.equals(oldRoot) || !sr.equals(newRoot)) {
            throw new InvalidProofException("the proof leads to other roots");
        }
    }

    private void verifyTrivial(Digest oldRoot, Digest newRoot) throws InvalidProofException {
        if (!path.isEmpty()) {
            throw new InvalidProofException("the proof is too long");
        }
        if (oldSize == newSize ? !oldRoot.equals(newRoot) : !oldRoot.equals(Merkle.emptyRoot())) {
            throw new InvalidProofException("the roots do not fit the sizes");
        }
        if (newSize == 0 && !newRoot.equals(Merkle.emptyRoot())) {
            throw new InvalidProofException("the roots do not fit the sizes");
        }
    }
}
