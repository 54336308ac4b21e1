package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TileTreeLawsTest {
    private static final long SEED = 20261121;

    @Test
    void howATreeWasGrownDoesNotShowInItsTiles() {
        Random random = new Random(SEED);
        TestTree inOne = TestTree.of(1500);
        TestTree inSteps = new TestTree();
        while (inSteps.leafHashes.size() < 1500) {
            inSteps.grow(Math.min(1 + random.nextInt(300), 1500 - inSteps.leafHashes.size()));
            assertThat(inSteps.at(inSteps.leafHashes.size()).frontier())
                    .as("seed %d, size %d", SEED, inSteps.leafHashes.size())
                    .isEqualTo(inSteps.frontier)
                    .isEqualTo(Frontier.EMPTY.extend(inSteps.leafHashes));
        }
        for (Map.Entry<String, byte[]> tile : inOne.tiles.entrySet()) {
            assertThat(inSteps.tiles.get(tile.getKey())).as(tile.getKey()).isEqualTo(tile.getValue());
        }
    }

    @Test
    void everyCheckpointedSizeHasTheTilesThatTheSpecificationNames() {
        // The example of tlog-tiles: 70,000 leaves are 273 full tiles and partial ones of width 112, 17 and 1.
        TestTree tree = TestTree.of(70_000);
        assertThat(tree.tiles)
                .hasSize(273 + 1 + 1 + 1 + 1)
                .containsKeys("tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
        TestTree small = TestTree.of(256);
        assertThat(small.tiles).containsOnlyKeys("tile/0/000", "tile/1/000.p/1");
    }

    @Test
    void proofsFromTilesHold() throws InvalidProofException {
        Random random = new Random(SEED);
        TestTree tree = TestTree.of(70_000);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(70_000);
            // Partial tiles exist only for the sizes that were integrated, so smaller trees read through full ones.
            Frontier frontier = Frontier.EMPTY.extend(tree.leafHashes.subList(0, size));
            int index = random.nextInt(size);
            InclusionProof.of(index, size, new TileTree(70_000, tree::read))
                    .verify(tree.leafHashes.get(index), frontier.root());
            ConsistencyProof.of(size, 70_000, tree.at(70_000)).verify(frontier.root(), tree.frontier.root());
        }
    }

    @Test
    void anInclusionProofReadsAtMostOneTileForEachLevel() throws InvalidProofException {
        TestTree tree = TestTree.of(70_000);
        for (int index = 0; index < 70_000; index += 97) {
            tree.reads = 0;
            InclusionProof.of(index, 70_000, tree.frontier.over(tree.at(70_000)))
                    .verify(tree.leafHashes.get(index), tree.frontier.root());
            assertThat(tree.reads).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aTileOfTheWrongLengthIsDamageAndAForeignNodeIsOutOfBounds() {
        TestTree tree = TestTree.of(300);
        tree.tiles.put("tile/0/000", new byte[8191]);
        assertThatThrownBy(() -> tree.at(300).node(0, 5)).isInstanceOf(DamagedTreeException.class);
        assertThatThrownBy(() -> tree.at(300).node(0, 600)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void everyFlippedBitOfATileChangesTheRoot() {
        TestTree tree = TestTree.of(300);
        for (Map.Entry<String, byte[]> tile : tree.tiles.entrySet()) {
            if (tile.getKey().equals("tile/0/000")) {
                continue; // not at the right edge: caught by whoever reads it against tile/1/000
            }
            for (int bit = 0; bit < tile.getValue().length * 8; bit += 3) {
                tile.getValue()[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(tree.at(300).frontier().root()).isNotEqualTo(tree.frontier.root());
                tile.getValue()[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }
}
