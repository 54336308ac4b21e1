package org.sillok.log.core;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.kernel.Digest;

/**
 * Every tree up to {@value SmallTrees#MAX} leaves, every index, every pair of sizes: no other index, size, length, order or
 * bit is accepted. Where numbers alone are changed, the verdict is that of the naive verifier.
 */
@Execution(ExecutionMode.CONCURRENT)
class MerkleForgeriesLawsTest {
    private static final int MAX = SmallTrees.MAX;

    /** Up to here the verdict on a wrong size is compared too: every shape of a tree of six levels is among them. */
    private static final int COMPARED = 48;

    private static final Digest FOREIGN = Merkle.leafHash(new byte[] {42});
    private static final long[] HUGE = {
        Long.MIN_VALUE, -1, 1L << 31, 1L << 32, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    @Test
    void noInclusionProofHoldsForAnotherIndex() {
        for (int n = 1; n <= MAX; n++) {
            for (int i = 0; i < n; i++) {
                List<Digest> path = SmallTrees.inclusion(i, n).path();
                for (int other = 0; other <= n + 1; other++) {
                    if (other != i) {
                        refuses(new InclusionProof(other, n, path), SmallTrees.leaf(i), SmallTrees.root(n));
                    }
                }
                for (long far : HUGE) {
                    refuses(new InclusionProof(far, n, path), SmallTrees.leaf(i), SmallTrees.root(n));
                    refuses(new InclusionProof(i ^ far, n, path), SmallTrees.leaf(i), SmallTrees.root(n));
                }
            }
        }
    }

    @Test
    void noInclusionProofHoldsInATreeOfAnotherSize() {
        for (int n = 1; n <= MAX; n++) {
            for (int i = 0; i < n; i++) {
                List<Digest> path = SmallTrees.inclusion(i, n).path();
                for (int size = 0; size <= MAX; size++) {
                    if (size != n) {
                        refuses(new InclusionProof(i, size, path), SmallTrees.leaf(i), SmallTrees.root(size));
                    }
                }
            }
        }
    }

    /**
     * A size goes into the computation only through the shape of the path, so beside one tree's root some other sizes pass:
     * the same ones with both verifiers. That is why size and root are only ever taken together, from one signed head.
     */
    @Test
    void aWrongSizeBesideTheRightRootIsJudgedAsTheNaiveVerifierDoes() {
        for (int n = 1; n <= COMPARED; n++) {
            for (int i = 0; i < n; i++) {
                List<Digest> path = SmallTrees.inclusion(i, n).path();
                for (int size = 0; size <= MAX; size++) {
                    agree(new InclusionProof(i, size, path), SmallTrees.leaf(i), SmallTrees.root(n));
                }
                for (long size : HUGE) {
                    agree(new InclusionProof(i, size, path), SmallTrees.leaf(i), SmallTrees.root(n));
                }
            }
        }
    }

    @Test
    void noInclusionProofHoldsForAnotherLengthOrOrderOrWithAnotherHash() {
        for (int n = 1; n <= MAX; n++) {
            for (int i = 0; i < n; i++) {
                List<Digest> path = SmallTrees.inclusion(i, n).path();
                Digest leaf = SmallTrees.leaf(i);
                Digest root = SmallTrees.root(n);
                for (List<Digest> forged : Forgeries.of(path, FOREIGN, leaf, root)) {
                    refuses(new InclusionProof(i, n, forged), leaf, root);
                }
                refuses(new InclusionProof(i, n, path), Forgeries.flipped(leaf, i), root);
                refuses(new InclusionProof(i, n, path), leaf, Forgeries.flipped(root, n));
            }
        }
    }

    @Test
    void anEmptyProofOfARootAsItsOwnLeafHoldsForNoTreeOfMoreThanOneLeaf() {
        for (int n = 2; n <= MAX; n++) {
            for (int i = 0; i < n; i++) {
                refuses(new InclusionProof(i, n, List.of()), SmallTrees.root(n), SmallTrees.root(n));
            }
        }
        for (int i = 0; i < 8; i++) {
            List<Digest> path = SmallTrees.inclusion(i, 8).path();
            refuses(new InclusionProof(i, 1000, path), SmallTrees.leaf(i), SmallTrees.root(8));
        }
    }

    @Test
    void everyBitOfAProofCounts() {
        for (int n : new int[] {2, 7, 8, 9, MAX}) {
            for (int i = 0; i < n; i += 1 + n / 10) {
                List<Digest> path = SmallTrees.inclusion(i, n).path();
                for (int at = 0; at < path.size(); at++) {
                    for (int bit = 0; bit < 256; bit++) {
                        List<Digest> forged = new ArrayList<>(path);
                        forged.set(at, Forgeries.flipped(path.get(at), bit));
                        refuses(new InclusionProof(i, n, forged), SmallTrees.leaf(i), SmallTrees.root(n));
                    }
                }
            }
        }
    }

    @Test
    void noConsistencyProofHoldsForTreesOfOtherSizes() {
        for (int n = 1; n <= MAX; n++) {
            for (int m = 1; m <= n; m++) {
                List<Digest> path = SmallTrees.consistency(m, n).path();
                for (int other = 0; other <= MAX; other++) {
                    // From nothing to any tree, and from a tree to itself, the proof is empty, and so is this one then.
                    boolean fits = path.isEmpty() && (other == 0 || other == n);
                    if (other != m && !fits) {
                        refuses(new ConsistencyProof(other, n, path), SmallTrees.root(other), SmallTrees.root(n));
                    }
                    if (other != n && !(path.isEmpty() && other == m)) {
                        refuses(new ConsistencyProof(m, other, path), SmallTrees.root(m), SmallTrees.root(other));
                    }
                }
                if (m < n) {
                    refuses(new ConsistencyProof(n, m, path), SmallTrees.root(n), SmallTrees.root(m));
                }
            }
        }
    }

    @Test
    void wrongSizesBesideTheRightRootsAreJudgedAsTheNaiveVerifierDoes() {
        for (int n = 0; n <= COMPARED; n++) {
            for (int m = 0; m <= n; m++) {
                List<Digest> path = SmallTrees.consistency(m, n).path();
                Digest oldRoot = SmallTrees.root(m);
                Digest newRoot = SmallTrees.root(n);
                for (int other = 0; other <= MAX; other++) {
                    agree(new ConsistencyProof(other, n, path), oldRoot, newRoot);
                    agree(new ConsistencyProof(m, other, path), oldRoot, newRoot);
                }
                for (long far : HUGE) {
                    agree(new ConsistencyProof(far, n, path), oldRoot, newRoot);
                    agree(new ConsistencyProof(m, far, path), oldRoot, newRoot);
                    agree(new ConsistencyProof(far, far, path), oldRoot, newRoot);
                }
            }
        }
    }

    @Test
    void noConsistencyProofHoldsForAnotherLengthOrOrderOrWithAnotherHash() {
        for (int n = 0; n <= MAX; n++) {
            for (int m = 0; m <= n; m++) {
                List<Digest> path = SmallTrees.consistency(m, n).path();
                Digest oldRoot = SmallTrees.root(m);
                Digest newRoot = SmallTrees.root(n);
                for (List<Digest> forged : Forgeries.of(path, FOREIGN, oldRoot, newRoot)) {
                    refuses(new ConsistencyProof(m, n, forged), oldRoot, newRoot);
                }
                refuses(new ConsistencyProof(m, n, path), FOREIGN, newRoot);
                refuses(new ConsistencyProof(m, n, path), Forgeries.flipped(oldRoot, n), newRoot);
                if (m > 0) {
                    refuses(new ConsistencyProof(m, n, path), oldRoot, FOREIGN);
                    refuses(new ConsistencyProof(m, n, path), oldRoot, Forgeries.flipped(newRoot, m));
                }
                if (m < n) {
                    refuses(new ConsistencyProof(m, n, path), newRoot, oldRoot);
                }
            }
        }
        refuses(new ConsistencyProof(0, 0, List.of()), SmallTrees.root(0), FOREIGN);
    }

    // Plain comparisons: these run some million times.
    private static void refuses(InclusionProof proof, Digest leaf, Digest root) {
        if (accepts(proof, leaf, root)) {
            throw new AssertionError("accepted " + proof);
        }
    }

    private static void refuses(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        if (accepts(proof, oldRoot, newRoot)) {
            throw new AssertionError("accepted " + proof);
        }
    }

    private static void agree(InclusionProof proof, Digest leaf, Digest root) {
        if (accepts(proof, leaf, root) != NaiveVerifier.accepts(proof, leaf, root)) {
            throw new AssertionError("judged otherwise: " + proof);
        }
    }

    private static void agree(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        if (accepts(proof, oldRoot, newRoot) != NaiveVerifier.accepts(proof, oldRoot, newRoot)) {
            throw new AssertionError("judged otherwise: " + proof);
        }
    }

    private static boolean accepts(InclusionProof proof, Digest leaf, Digest root) {
        try {
            proof.verify(leaf, root);
            return true;
        } catch (InvalidProofException e) {
            return false;
        }
    }

    private static boolean accepts(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        try {
            proof.verify(oldRoot, newRoot);
            return true;
        } catch (InvalidProofException e) {
            return false;
        }
    }
}
