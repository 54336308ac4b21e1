package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TreeExtension;

class TreeCheckTest {
    private static final String ORIGIN = "log.example.org";
    /** Three full tiles of level 0 and a tail: an edge at each level. */
    private static final int SIZE = 256 * 3 + 77;

    private final Map<String, byte[]> store = new HashMap<>();
    private final List<Digest> leaves = new ArrayList<>();
    private Frontier tree = Frontier.EMPTY;

    TreeCheckTest() {
        build(SIZE);
    }

    private void build(int size) {
        store.clear();
        leaves.clear();
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(Bytes.of(("entry " + i).getBytes(StandardCharsets.US_ASCII)));
            leaves.add(Merkle.leafHash(entries.get(i).toArray()));
        }
        TreeExtension extension = TreeExtension.of(Frontier.EMPTY, leaves, name -> new byte[0]);
        extension.tiles().forEach(tile -> store.put(tile.name().path(), tile.bytes()));
        tree = extension.frontier();
        for (int first = 0; first < size; first += TileName.FULL) {
            int width = Math.min(TileName.FULL, size - first);
            store.put(
                    new TileName.Entries(first / TileName.FULL, width).path(),
                    new EntryBundle(entries.subList(first, first + width)).bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 845})
    void anIntactTreeHasNoFindings(int size) {
        build(size);
        assertFinds();
    }

    @Test
    void everyTileAndEveryBundleIsNamedWhenOneBitOfItIsTurned() {
        for (String path : List.copyOf(store.keySet())) {
            byte[] right = stored(path);
            byte[] wrong = right.clone();
            wrong[wrong.length - 1] ^= 1;
            store.put(path, wrong);
            assertFinds((path.contains("entries") ? "ENTRY_BUNDLE_ALTERED" : "TILE_ALTERED") + " object log/" + ORIGIN
                    + "/" + path);
            store.put(path, right);
        }
    }

    @Test
    void everyTileAndEveryBundleIsNamedWhenItIsCutOffOrGone() {
        for (String path : List.copyOf(store.keySet())) {
            byte[] right = stored(path);
            String place = " object log/" + ORIGIN + "/" + path;
            boolean entries = path.contains("entries");
            store.put(path, Arrays.copyOf(right, right.length - 1));
            assertFinds((entries ? "ENTRY_BUNDLE_ALTERED" : "TILE_ALTERED") + place);
            store.remove(path);
            assertFinds((entries ? "ENTRY_BUNDLE_MISSING" : "TILE_MISSING") + place);
            store.put(path, right);
        }
    }

    @Test
    void severalInDifferentPlacesAreToldApart() {
        flip("tile/0/000");
        flip("tile/entries/001");
        flip("tile/entries/003.p/77");
        assertFinds(
                "TILE_ALTERED object log/log.example.org/tile/0/000",
                "ENTRY_BUNDLE_ALTERED object log/log.example.org/tile/entries/001",
                "ENTRY_BUNDLE_ALTERED object log/log.example.org/tile/entries/003.p/77");
    }

    @Test
    void aBundleAndItsTileGoneTogetherAreBothNamed() {
        store.remove("tile/0/001");
        store.remove("tile/entries/001");
        assertFinds(
                "ENTRY_BUNDLE_MISSING object log/log.example.org/tile/entries/001",
                "TILE_MISSING object log/log.example.org/tile/0/001");
    }

    @Test
    void aBundleAndItsTileForgedTogetherContradictTheTilesAbove() {
        byte[] bundle = stored("tile/entries/001");
        bundle[10] ^= 1;
        List<Digest> forged = new ArrayList<>(leaves.subList(256, 512));
        forged.set(0, Merkle.leafHash(Arrays.copyOfRange(bundle, 2, 2 + 9)));
        byte[] tile = stored("tile/0/001");
        System.arraycopy(forged.get(0).toArray(), 0, tile, 0, 32);
        assertFinds("TILE_ALTERED object log/log.example.org/tile/1/000.p/3", "FORKED log signed head");
    }

    @Test
    void aHistoryRewrittenThroughoutIsAFork() {
        Digest before = tree.root();
        build(SIZE - 1);
        Digest shorter = tree.root();
        build(SIZE);
        List<TreeHead> heads =
                List.of(head(SIZE, before), head(SIZE - 1, shorter), head(100, Sha2.sha256(new byte[0])));
        assertThat(run(heads)).containsExactly("FORKED log signed head");
    }

    private byte[] stored(String path) {
        return Objects.requireNonNull(store.get(path));
    }

    private void flip(String path) {
        byte[] bytes = stored(path);
        bytes[bytes.length - 1] ^= 1;
    }

    private static TreeHead head(long size, Digest root) {
        return new TreeHead(Place.log("signed head"), size, root, FindingCode.FORKED, "another root");
    }

    private void assertFinds(String... expected) {
        assertThat(run(List.of(head(tree.size(), tree.root())))).containsExactlyInAnyOrder(expected);
    }

    private List<String> run(List<TreeHead> heads) {
        Findings findings = new Findings();
        TreeCheck check = new TreeCheck(
                ORIGIN,
                tree.size(),
                heads,
                path -> Optional.ofNullable(store.get(path)).map(Bytes::of),
                findings);
        while (check.hasNext()) {
            check.next();
        }
        check.finish(heads);
        return findings.listed().stream()
                .map(finding -> finding.code() + " " + finding.place())
                .toList();
    }
}
