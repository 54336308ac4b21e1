package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Digest;

/** Every tree up to {@value #MAX} leaves, every index, every pair of sizes: right proofs hold, wrong ones do not. */
class MerkleLawsTest {
    private static final int MAX = 130;
    private static final Digest FOREIGN = Merkle.leafHash(new byte[] {42});
    private static final TestTree TREE = TestTree.of(MAX);
    private static final List<Digest> ROOTS = roots();

    private static List<Digest> roots() {
        List<Digest> roots = new ArrayList<>();
        for (int n = 0; n <= MAX; n++) {
            roots.add(NaiveTree.root(NaiveTree.leaves(n)));
        }
        return roots;
    }

    @Test
    void everyRootIsThatOfTheRecursiveDefinition() {
        for (int n = 0; n <= MAX; n++) {
            Frontier frontier = Frontier.EMPTY.extend(TREE.leafHashes.subList(0, n));
            assertThat(frontier.root()).isEqualTo(ROOTS.get(n));
            assertThat(Frontier.of(n, frontier.peakBytes())).isEqualTo(frontier);
        }
    }

    @Test
    void extendingInTwoStepsIsExtendingInOne() {
        for (int n = 0; n <= MAX; n++) {
            for (int m = 0; m <= n; m += 7) {
                Frontier twice =
                        Frontier.EMPTY.extend(TREE.leafHashes.subList(0, m)).extend(TREE.leafHashes.subList(m, n));
                assertThat(twice.root()).isEqualTo(ROOTS.get(n));
            }
        }
    }

    @Test
    void everyInclusionProofIsThatOfTheDefinitionAndHolds() throws InvalidProofException {
        for (int n = 1; n <= MAX; n++) {
            NodeReader nodes = nodes(n);
            List<byte[]> leaves = NaiveTree.leaves(n);
            for (int i = 0; i < n; i++) {
                InclusionProof proof = InclusionProof.of(i, n, nodes);
                assertThat(proof.path()).isEqualTo(NaiveTree.path(i, leaves));
                proof.verify(TREE.leafHashes.get(i), ROOTS.get(n));
            }
        }
    }

    @Test
    void noInclusionProofHoldsForAnotherLeafIndexSizeLengthOrOrder() {
        for (int n = 1; n <= MAX; n++) {
            NodeReader nodes = nodes(n);
            for (int i = 0; i < n; i++) {
                List<Digest> path = InclusionProof.of(i, n, nodes).path();
                Digest leaf = TREE.leafHashes.get(i);
                refuses(new InclusionProof(i, n, path), FOREIGN, ROOTS.get(n));
                refuses(new InclusionProof(i, n, path), leaf, FOREIGN);
                refuses(new InclusionProof(i + n, n, path), leaf, ROOTS.get(n));
                refuses(new InclusionProof(-1 - i, n, path), leaf, ROOTS.get(n));
                for (int other = 0; other < n; other++) {
                    if (other != i) {
                        refuses(new InclusionProof(other, n, path), leaf, ROOTS.get(n));
                    }
                }
                for (int size = 0; size <= MAX; size += 1 + size % 3) {
                    if (size != n) {
                        refuses(new InclusionProof(i, size, path), leaf, ROOTS.get(size));
                    }
                }
                for (List<Digest> wrong : mutations(path)) {
                    refuses(new InclusionProof(i, n, wrong), leaf, ROOTS.get(n));
                }
            }
        }
    }

    @Test
    void anEmptyProofOfARootAsItsOwnLeafHoldsForNoTreeOfMoreThanOneLeaf() {
        for (int n = 2; n <= MAX; n++) {
            for (int i = 0; i < n; i++) {
                refuses(new InclusionProof(i, n, List.of()), ROOTS.get(n), ROOTS.get(n));
            }
        }
        List<Digest> eightLeafPath = InclusionProof.of(3, 8, nodes(8)).path();
        refuses(new InclusionProof(3, 1000, eightLeafPath), TREE.leafHashes.get(3), ROOTS.get(8));
    }

    @Test
    void everyConsistencyProofIsThatOfTheDefinitionAndHolds() throws InvalidProofException {
        for (int n = 0; n <= MAX; n++) {
            NodeReader nodes = nodes(n);
            List<byte[]> leaves = NaiveTree.leaves(n);
            for (int m = 0; m <= n; m++) {
                ConsistencyProof proof = ConsistencyProof.of(m, n, nodes);
                assertThat(proof.path()).isEqualTo(NaiveTree.consistency(m, leaves));
                proof.verify(ROOTS.get(m), ROOTS.get(n));
            }
        }
    }

    @Test
    void noConsistencyProofHoldsForOtherRootsSizesLengthOrOrder() {
        for (int n = 1; n <= MAX; n++) {
            NodeReader nodes = nodes(n);
            for (int m = 0; m <= n; m++) {
                List<Digest> path = ConsistencyProof.of(m, n, nodes).path();
                refuses(new ConsistencyProof(m, n, path), FOREIGN, ROOTS.get(n));
                if (m > 0) {
                    refuses(new ConsistencyProof(m, n, path), ROOTS.get(m), FOREIGN);
                }
                if (m < n) {
                    refuses(new ConsistencyProof(n, m, path), ROOTS.get(n), ROOTS.get(m));
                }
                for (int other = 1; other <= n && m > 0; other++) {
                    if (other != m) {
                        refuses(new ConsistencyProof(other, n, path), ROOTS.get(other), ROOTS.get(n));
                    }
                }
                for (List<Digest> wrong : mutations(path)) {
                    refuses(new ConsistencyProof(m, n, wrong), ROOTS.get(m), ROOTS.get(n));
                }
            }
        }
        refuses(new ConsistencyProof(-1, 1, List.of()), ROOTS.get(1), ROOTS.get(1));
        refuses(new ConsistencyProof(0, 0, List.of()), ROOTS.get(0), FOREIGN);
    }

    @Test
    void proofsAreBuiltOnlyForWhatExists() {
        assertThatThrownBy(() -> InclusionProof.of(3, 3, nodes(3))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> InclusionProof.of(-1, 3, nodes(3))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(4, 3, nodes(3))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(-1, 3, nodes(3))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(3, List.of(FOREIGN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(-1, Collections.nCopies(64, FOREIGN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Digest>> mutations(List<Digest> path) {
        List<List<Digest>> wrong = new ArrayList<>();
        List<Digest> longer = new ArrayList<>(path);
        longer.add(FOREIGN);
        wrong.add(longer);
        for (int i = 0; i < path.size(); i++) {
            List<Digest> shorter = new ArrayList<>(path);
            shorter.remove(i);
            wrong.add(shorter);
            List<Digest> changed = new ArrayList<>(path);
            changed.set(i, FOREIGN);
            wrong.add(changed);
        }
        for (int i = 1; i < path.size(); i++) {
            List<Digest> swapped = new ArrayList<>(path);
            Collections.swap(swapped, i - 1, i);
            wrong.add(swapped);
        }
        return wrong;
    }

    private static NodeReader nodes(int size) {
        return (level, index) -> {
            int from = (int) (index << level);
            int to = (int) ((index + 1) << level);
            assertThat(to).as("asked only for whole subtrees").isLessThanOrEqualTo(size);
            return Frontier.EMPTY.extend(TREE.leafHashes.subList(from, to)).root();
        };
    }

    private static void refuses(InclusionProof proof, Digest leaf, Digest root) {
        try {
            proof.verify(leaf, root);
        } catch (InvalidProofException e) {
            return;
        }
        throw new AssertionError("accepted " + proof.index() + " in " + proof.size());
    }

    private static void refuses(ConsistencyProof proof, Digest oldRoot, Digest newRoot) {
        try {
            proof.verify(oldRoot, newRoot);
        } catch (InvalidProofException e) {
            return;
        }
        throw new AssertionError("accepted " + proof.oldSize() + " to " + proof.newSize());
    }
}
