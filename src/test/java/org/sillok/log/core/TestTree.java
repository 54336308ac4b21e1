package org.sillok.log.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Digest;

/** A tree grown through {@link TreeExtension}, with its tiles in a map and a count of what was read. */
final class TestTree {
    final Map<String, byte[]> tiles = new HashMap<>();
    final List<Digest> leafHashes = new ArrayList<>();
    Frontier frontier = Frontier.EMPTY;
    int reads;

    static TestTree of(int size) {
        TestTree tree = new TestTree();
        tree.grow(size);
        return tree;
    }

    void grow(int count) {
        List<Digest> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(Merkle.leafHash(NaiveTree.leaf(leafHashes.size() + i)));
        }
        TreeExtension extension = TreeExtension.of(frontier, added, this::read);
        extension.tiles().forEach(tile -> tiles.put(tile.name().path(), tile.bytes()));
        frontier = extension.frontier();
        leafHashes.addAll(added);
    }

    byte[] read(TileName.Hashes name) {
        reads++;
        byte[] bytes = tiles.get(name.path());
        if (bytes == null) {
            throw new AssertionError("no " + name.path());
        }
        return bytes;
    }

    TileTree at(long size) {
        return new TileTree(size, this::read);
    }
}
