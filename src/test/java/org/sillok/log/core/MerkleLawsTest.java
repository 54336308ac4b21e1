package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.kernel.Digest;

/** Every tree up to {@value SmallTrees#MAX} leaves, every index, every pair of sizes: right proofs are made, and hold. */
@Execution(ExecutionMode.CONCURRENT)
class MerkleLawsTest {
    private static final int MAX = SmallTrees.MAX;

    @Test
    void everyRootIsThatOfTheRecursiveDefinition() {
        for (int n = 0; n <= MAX; n++) {
            Frontier frontier = Frontier.EMPTY.extend(SmallTrees.leaves(n));
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(NaiveTree.leaves(n)));
            assertThat(Frontier.of(n, frontier.peakBytes())).isEqualTo(frontier);
        }
    }

    @Test
    void extendingInTwoStepsIsExtendingInOne() {
        for (int n = 0; n <= MAX; n++) {
            for (int m = 0; m <= n; m++) {
                Frontier twice = Frontier.EMPTY
                        .extend(SmallTrees.leaves(m))
                        .extend(SmallTrees.leaves(n).subList(m, n));
                assertThat(twice.root()).isEqualTo(SmallTrees.root(n));
            }
        }
    }

    @Test
    void everyInclusionProofIsThatOfTheDefinitionAndHolds() throws InvalidProofException {
        for (int n = 1; n <= MAX; n++) {
            List<byte[]> leaves = NaiveTree.leaves(n);
            for (int i = 0; i < n; i++) {
                InclusionProof proof = SmallTrees.inclusion(i, n);
                assertThat(proof.path()).isEqualTo(NaiveTree.path(i, leaves));
                proof.verify(SmallTrees.leaf(i), SmallTrees.root(n));
            }
        }
    }

    @Test
    void everyConsistencyProofIsThatOfTheDefinitionAndHolds() throws InvalidProofException {
        for (int n = 0; n <= MAX; n++) {
            List<byte[]> leaves = NaiveTree.leaves(n);
            for (int m = 0; m <= n; m++) {
                ConsistencyProof proof = SmallTrees.consistency(m, n);
                assertThat(proof.path()).isEqualTo(NaiveTree.consistency(m, leaves));
                proof.verify(SmallTrees.root(m), SmallTrees.root(n));
            }
        }
    }

    @Test
    void proofsAreBuiltOnlyForWhatExists() {
        NodeReader nodes = SmallTrees.nodes(3);
        Digest hash = SmallTrees.leaf(0);
        assertThatThrownBy(() -> InclusionProof.of(3, 3, nodes)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> InclusionProof.of(-1, 3, nodes)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(4, 3, nodes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.of(-1, 3, nodes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(3, List.of(hash))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(-1, Collections.nCopies(64, hash)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
