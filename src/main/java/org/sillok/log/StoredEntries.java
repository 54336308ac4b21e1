package org.sillok.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.storage.NoSuchObjectException;

/**
 * Reads a tree's entries from the object store, bundle by bundle, and proves them: each bundle against its tile, and the whole
 * against the roots that were signed. What has been read is proved only when the next signed root, or the end, is reached.
 */
final class StoredEntries {
    private final LogStore store;
    private final long size;
    private final SortedMap<Long, List<SignedRoot>> roots = new TreeMap<>();
    private Frontier frontier = Frontier.EMPTY;

    /** A root that the tree must have at a size, and where that is said. */
    record SignedRoot(long size, Digest root, String place) {}

    /** Entries that follow one another. */
    record Part(long first, List<Bytes> leaves, List<Digest> leafHashes) {}

    StoredEntries(LogStore store, long size, List<SignedRoot> roots) {
        this.store = store;
        this.size = size;
        roots.forEach(root -> this.roots
                .computeIfAbsent(root.size(), unused -> new ArrayList<>())
                .add(root));
    }

    boolean hasNext() {
        return frontier.size() < size;
    }

    Frontier frontier() {
        return frontier;
    }

    /** The next bundle. */
    Part next() throws RebuildException {
        long first = frontier.size();
        int width = (int) Math.min(TileName.FULL, size - first);
        TileName.Entries name = new TileName.Entries(first / TileName.FULL, width);
        List<Bytes> leaves = entries(name);
        List<Digest> leafHashes =
                leaves.stream().map(leaf -> Merkle.leafHash(leaf.toArray())).toList();
        requireTile(new TileName.Hashes(0, name.index(), width), leafHashes);
        for (List<SignedRoot> at : roots.subMap(first, first + width + 1).values()) {
            for (SignedRoot root : at) {
                Frontier tree = frontier.extend(leafHashes.subList(0, (int) (root.size() - first)));
                if (!tree.root().equals(root.root())) {
                    throw damaged("the stored entries up to " + root.size() + " do not have the root of the "
                            + root.place() + "; an object before " + name.path()
                            + " was changed, or it is of another history");
                }
            }
        }
        frontier = frontier.extend(leafHashes);
        return new Part(first, leaves, leafHashes);
    }

    /** After the last part: the upper tiles, too, lead to the root of the entries. */
    void finish() throws RebuildException {
        try {
            if (!new TileTree(size, store).frontier().equals(frontier)) {
                throw damaged("the upper tiles do not have the root of the entries");
            }
        } catch (NoSuchObjectException | DamagedTreeException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private List<Bytes> entries(TileName.Entries name) throws RebuildException {
        try {
            return store.entries(name).orElseThrow(() -> damaged("the object store lacks " + name.path()));
        } catch (DamagedTreeException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    private void requireTile(TileName.Hashes name, List<Digest> leafHashes) throws RebuildException {
        Optional<Bytes> bytes = store.find(name.path());
        if (bytes.isEmpty()) {
            throw damaged("the object store lacks " + name.path());
        }
        if (!bytes.get().equals(Bytes.of(new Tile(name, leafHashes).bytes()))) {
            throw damaged("the entries of " + name.path()
                    + " and the tile do not fit each other; one of the two was changed");
        }
    }

    private static RebuildException damaged(String reason) {
        return new RebuildException(
                reason,
                "run \"sillok audit\" to see which, put the object back from a copy of the object store, rebuild again");
    }
}
