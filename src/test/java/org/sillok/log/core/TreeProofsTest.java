package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every proof that the tiles of a head give, against the naive tree; and nothing but a complaint if they are damaged. */
@Execution(ExecutionMode.CONCURRENT)
class TreeProofsTest {
    private static final int SIZE = 300;

    private final TestTree tree = TestTree.of(SIZE);
    private final Checkpoint head = new Checkpoint("log.example.org", SIZE, tree.frontier.root());

    @Test
    void everyEntryIsProvedAtEverySizeUpToTheHead() throws Exception {
        TreeProofs proofs = new TreeProofs(head, tree::read);
        TreeProofs withPeaks = new TreeProofs(head, tree.frontier, tree::read);
        for (int size = 1; size <= SIZE; size++) {
            for (int index = 0; index < size; index += 1 + size / 7) {
                ProvenInclusion proven = proofs.inclusion(index, size);
                assertThat(proven.root())
                        .isEqualTo(Frontier.EMPTY
                                .extend(tree.leafHashes.subList(0, size))
                                .root());
                assertThat(proven.leafHash()).isEqualTo(tree.leafHashes.get(index));
                proven.proof().verify(proven.leafHash(), proven.root());
                assertThat(withPeaks.inclusion(index, size)).isEqualTo(proven);
            }
        }
    }

    @Test
    void everySizeIsShownToContinueEveryEarlierOne() throws Exception {
        TreeProofs proofs = new TreeProofs(head, tree.frontier, tree::read);
        for (int to = 0; to <= SIZE; to += 3) {
            for (int from = 0; from <= to; from += 1 + to / 9) {
                ProvenConsistency proven = proofs.consistency(from, to);
                proven.proof().verify(proven.fromRoot(), proven.toRoot());
                assertThat(proven.toRoot())
                        .isEqualTo(Frontier.EMPTY
                                .extend(tree.leafHashes.subList(0, to))
                                .root());
            }
        }
    }

    @Test
    void whatLiesBeyondTheHeadIsRefused() {
        TreeProofs proofs = new TreeProofs(head, tree::read);
        for (long[] pair : new long[][] {{0, 301}, {300, 300}, {5, 5}, {-1, 5}, {0, 0}, {0, -1}}) {
            assertThatThrownBy(() -> proofs.inclusion(pair[0], pair[1])).isInstanceOf(IndexOutOfBoundsException.class);
        }
        for (long[] pair : new long[][] {{0, 301}, {6, 5}, {-1, 5}}) {
            assertThatThrownBy(() -> proofs.consistency(pair[0], pair[1]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"})
    void aDamagedTileYieldsNoProofThatWouldNotVerify(String damaged) {
        byte[] bytes = tree.tiles.get(damaged).clone();
        for (int bit = 0; bit < bytes.length * 8; bit += 1009) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            tree.tiles.put(damaged, flipped);
            int refused = 0;
            for (int index = 0; index < SIZE; index += 23) {
                for (int size : new int[] {SIZE, 299, 256, 257, 37}) {
                    if (index < size) {
                        refused += isRefused(index, size) ? 1 : 0;
                    }
                }
            }
            assertThat(refused).isPositive();
        }
    }

    private boolean isRefused(int index, int size) {
        try {
            ProvenInclusion proven = new TreeProofs(head, tree::read).inclusion(index, size);
            proven.proof().verify(tree.leafHashes.get(index), proven.root());
            assertThat(proven.root())
                    .isEqualTo(Frontier.EMPTY
                            .extend(tree.leafHashes.subList(0, size))
                            .root());
            return false;
        } catch (DamagedTreeException e) {
            return true;
        } catch (InvalidProofException e) {
            throw new AssertionError("a proof left that does not hold", e);
        }
    }
}
