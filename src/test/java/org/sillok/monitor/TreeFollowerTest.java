package org.sillok.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.TreeExtension;

/** Following from any size to any later one: the tree comes out, every new tile was read, and each is compared. */
class TreeFollowerTest {
    private static final int STEP = 89;
    private static final int LARGEST = STEP * 9;

    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final List<Frontier> trees = new ArrayList<>(List.of(Frontier.EMPTY));

    private void growTo(int largest) {
        while (last().size() < largest) {
            List<Digest> added = new ArrayList<>();
            for (int i = 0; i < STEP; i++) {
                added.add(
                        Sha2.sha256(("leaf " + (last().size() + i)).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
            TreeExtension extension = TreeExtension.of(last(), added, name -> files.get(name.path()));
            extension.tiles().forEach(tile -> files.put(tile.name().path(), tile.bytes()));
            trees.add(extension.frontier());
        }
    }

    private Frontier last() {
        return trees.get(trees.size() - 1);
    }

    @Test
    void everySizeIsReachedFromEveryEarlierOne() throws Exception {
        growTo(LARGEST);
        for (Frontier to : trees) {
            for (Frontier from : trees) {
                if (from.size() <= to.size()) {
                    assertThat(TreeFollower.follow(this::read, from, to.size(), reached -> {}))
                            .isEqualTo(to);
                }
            }
        }
    }

    @Test
    void aFlippedBitInAnyTileThatIsReadIsNoticed() throws Exception {
        growTo(LARGEST);
        for (Frontier from : trees) {
            read.clear();
            TreeFollower.follow(this::read, from, last().size(), reached -> {});
            for (String path : Set.copyOf(read)) {
                byte[] good = files.get(path);
                for (int bit = 3; bit < good.length * 8; bit += 8 * 32 * 7 + 11) {
                    byte[] flipped = good.clone();
                    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                    files.put(path, flipped);
                    assertThat(isNoticed(from))
                            .as("%s bit %d from %d", path, bit, from.size())
                            .isTrue();
                }
                files.put(path, good);
            }
        }
    }

    @Test
    void tilesOfTheThirdLevelAreComparedToo() throws Exception {
        List<Digest> leaves = new ArrayList<>();
        for (int i = 0; i < TreeFollower.STEP; i++) {
            leaves.add(Sha2.sha256(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        TreeExtension extension = TreeExtension.of(Frontier.EMPTY, leaves, name -> new byte[0]);
        extension.tiles().forEach(tile -> files.put(tile.name().path(), tile.bytes()));
        List<Frontier> reached = new ArrayList<>();
        assertThat(TreeFollower.follow(this::read, Frontier.EMPTY, leaves.size(), reached::add))
                .isEqualTo(extension.frontier());
        assertThat(reached).containsExactly(extension.frontier());
        assertThat(read).hasSize(258).contains("tile/1/000", "tile/2/000.p/1");
        files.get("tile/2/000.p/1")[5] ^= 1;
        assertThatThrownBy(() -> TreeFollower.follow(this::read, Frontier.EMPTY, leaves.size(), tree -> {}))
                .isInstanceOf(WrongTileException.class)
                .hasMessageContaining("tile/2/000.p/1");
    }

    private boolean isNoticed(Frontier from) throws Exception {
        try {
            return !TreeFollower.follow(this::read, from, last().size(), reached -> {})
                    .root()
                    .equals(last().root());
        } catch (WrongTileException e) {
            return true;
        }
    }

    private Bytes read(String path, int limit) throws SourceException {
        read.add(path);
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new SourceException(SourceException.Kind.MISSING, "no " + path);
        }
        assertThat(bytes.length).isLessThanOrEqualTo(limit);
        return Bytes.of(bytes);
    }
}
