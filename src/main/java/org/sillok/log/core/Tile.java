package org.sillok.log.core;

import java.util.List;
import org.sillok.kernel.Digest;

/** A tile of hashes with its name. */
public record Tile(TileName.Hashes name, List<Digest> hashes) {
    public Tile {
        if (hashes.size() != name.width()) {
            throw new IllegalArgumentException(name.path() + " does not have " + hashes.size() + " hashes");
        }
        hashes = List.copyOf(hashes);
    }

    /** Reads the bytes that {@code name} stands for. */
    public static Tile parse(TileName.Hashes name, byte[] bytes) throws InvalidEntryException {
        if (bytes.length != name.width() * 32) {
            throw new InvalidEntryException(name.path() + " has " + bytes.length + " bytes");
        }
        return new Tile(name, Hashes.split(bytes));
    }

    public byte[] bytes() {
        return Hashes.join(hashes);
    }

    /** The hash of the perfect subtree of height {@code level} (0 to 8) at {@code index} within this tile. */
    public Digest node(int level, int index) {
        if (level == 0) {
            return hashes.get(index);
        }
        return Merkle.nodeHash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    }
}
