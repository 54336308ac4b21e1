package org.sillok.log.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Digest;

/**
 * Reads a tree of a given size from its tiles. Each tile is read once in the life of this object. What it returns is
 * only as good as the tiles: compare the root, or verify the proof, against a signed checkpoint.
 */
public final class TileTree implements NodeReader {
    private final long size;
    private final TileReader reader;
    private final Map<TileName.Hashes, Tile> tiles = new HashMap<>();

    public TileTree(long size, TileReader reader) {
        this.size = size;
        this.reader = reader;
    }

    public long size() {
        return size;
    }

    @Override
    public Digest node(int level, long index) {
        int within = level % 8;
        long first = index << within;
        Tile tile = tile(level / 8, first / TileName.FULL);
        return tile.node(within, (int) (first % TileName.FULL) >> within);
    }

    /** The tree's peaks, and through them its root, computed from the tiles at its right edge. */
    public Frontier frontier() {
        return frontierAt(size);
    }

    /** The peaks of the tree as it was at {@code size}, which is not larger than this tree. */
    public Frontier frontierAt(long size) {
        List<Digest> peaks = new ArrayList<>();
        for (int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(size); level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                peaks.add(node(level, (size >> level) - 1));
            }
        }
        return new Frontier(size, peaks);
    }

    private Tile tile(int level, long index) {
        TileName.Hashes name = TileName.Hashes.in(size, level, index)
                .orElseThrow(() -> new IndexOutOfBoundsException("no such node in a tree of " + size));
        return tiles.computeIfAbsent(name, this::read);
    }

    private Tile read(TileName.Hashes name) {
        try {
            return Tile.parse(name, reader.read(name));
        } catch (InvalidEntryException e) {
            throw new DamagedTreeException("the tile " + name.path() + " is malformed", e);
        }
    }
}
