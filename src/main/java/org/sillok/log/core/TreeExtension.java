package org.sillok.log.core;

import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Digest;

/** What appending leaves to a tree changes: the new peaks, and every tile that did not exist with these bytes before. */
public record TreeExtension(Frontier frontier, List<Tile> tiles) {
    public TreeExtension {
        tiles = List.copyOf(tiles);
    }

    /**
     * Appends {@code leafHashes} to {@code old}. Reads the partial tiles at the right edge of the old tree, at most one
     * per level.
     */
    public static TreeExtension of(Frontier old, List<Digest> leafHashes, TileReader oldTiles) {
        TileTree oldTree = new TileTree(old.size(), oldTiles);
        List<Tile> changed = new ArrayList<>();
        List<Digest> added = leafHashes;
        for (int level = 0; !added.isEmpty(); level++) {
            long end = old.size() >> (8 * level);
            long index = end / TileName.FULL;
            List<Digest> hashes = new ArrayList<>();
            for (long i = index * TileName.FULL; i < end; i++) {
                hashes.add(oldTree.node(8 * level, i));
            }
            List<Digest> above = new ArrayList<>();
            for (Digest hash : added) {
                hashes.add(hash);
                if (hashes.size() == TileName.FULL) {
                    Tile full = new Tile(new TileName.Hashes(level, index++, TileName.FULL), hashes);
                    changed.add(full);
                    above.add(full.node(8, 0));
                    hashes.clear();
                }
            }
            if (!hashes.isEmpty()) {
                changed.add(new Tile(new TileName.Hashes(level, index, hashes.size()), hashes));
            }
            added = above;
        }
        return new TreeExtension(old.extend(leafHashes), changed);
    }
}
