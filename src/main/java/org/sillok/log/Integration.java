package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.RecordBundle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.log.core.TreeExtension;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogEntries.Pending;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.log.db.TreeRow;

/**
 * Puts numbered entries into the tree: write, read back, recompute, and only then move the tree head. Everything written
 * follows from indices that are already durable, so a step that was cut off anywhere is simply done again.
 */
final class Integration {
    private final LogStore store;
    private final int batch;

    Integration(LogStore store, int batch) {
        this.store = store;
        this.batch = batch;
    }

    /** Grows the tree by at most one batch; returns by how many entries. */
    int step(Connection connection, TreeRow row) throws SQLException, StaleEpochException {
        List<Pending> pending =
                LogEntries.pending(connection, row.log(), row.tree().size(), batch);
        connection.commit();
        if (pending.isEmpty()) {
            return 0;
        }
        check(row.tree().size(), pending);
        // Records, then entries, then tiles: whoever rebuilds knows that what stands in a tile has its entry and its
        // record.
        ReadOnce before = new ReadOnce(store);
        Map<String, byte[]> objects = bundles(row.tree(), pending, before);
        TreeExtension extension =
                extend(row.tree(), pending.stream().map(Pending::leafHash).toList(), before);
        extension.tiles().forEach(tile -> objects.put(tile.name().path(), tile.bytes()));
        objects.forEach(store::put);
        Frontier readBack = readBack(row.tree(), pending, objects, before);
        LogTrees.advance(connection, row, readBack);
        return pending.size();
    }

    private static void check(long first, List<Pending> pending) {
        for (int i = 0; i < pending.size(); i++) {
            Pending entry = pending.get(i);
            if (entry.index() != first + i) {
                throw new DamagedTreeException("the outbox lacks the entry of index " + (first + i));
            }
            if (!Merkle.leafHash(entry.leaf().toArray()).equals(entry.leafHash())) {
                throw new DamagedTreeException("the entry of index " + entry.index() + " was changed in the outbox");
            }
        }
    }

    private static TreeExtension extend(Frontier old, List<Digest> leafHashes, ReadOnce stored) {
        TileTree oldTree = new TileTree(old.size(), stored);
        if (!oldTree.frontier().equals(old)) {
            throw new DamagedTreeException("the tiles at the right edge do not have the tree's root");
        }
        return TreeExtension.of(old, leafHashes, stored);
    }

    /** The entry bundles from the one that is not full yet, and the records of the new entries. */
    private static Map<String, byte[]> bundles(Frontier old, List<Pending> pending, ReadOnce stored) {
        long end = old.size() + pending.size();
        List<Bytes> records = pending.stream().map(Pending::record).toList();
        Map<String, byte[]> bundles = new LinkedHashMap<>();
        bundles.put(RecordBundle.path(old.size(), end), new RecordBundle(records).bytes());
        List<Bytes> entries = new ArrayList<>(partialBundle(old.size(), stored));
        long index = old.size() / TileName.FULL;
        for (Pending entry : pending) {
            entries.add(entry.leaf());
            if (entries.size() == TileName.FULL) {
                put(bundles, index++, entries);
                entries.clear();
            }
        }
        if (!entries.isEmpty()) {
            put(bundles, index, entries);
        }
        return bundles;
    }

    private static void put(Map<String, byte[]> bundles, long index, List<Bytes> entries) {
        bundles.put(new TileName.Entries(index, entries.size()).path(), new EntryBundle(entries).bytes());
    }

    private static List<Bytes> partialBundle(long size, ReadOnce stored) {
        int width = (int) (size % TileName.FULL);
        if (width == 0) {
            return List.of();
        }
        TileName.Entries name = new TileName.Entries(size / TileName.FULL, width);
        List<Bytes> entries = entries(name, stored.read(name.path()));
        TileTree tree = new TileTree(size, stored);
        for (int i = 0; i < width; i++) {
            Digest leafHash = Merkle.leafHash(entries.get(i).toArray());
            if (!leafHash.equals(tree.node(0, name.index() * TileName.FULL + i))) {
                throw new DamagedTreeException("the bundle " + name.path() + " does not fit the tree");
            }
        }
        return entries;
    }

    /**
     * Rebuilds the new tree from what the store returns now, and compares every byte that was to be written.
     *
     * @param before the old tree as it was read in this step; it has the old root
     */
    private Frontier readBack(Frontier old, List<Pending> pending, Map<String, byte[]> written, ReadOnce before) {
        ReadOnce stored = new ReadOnce(store);
        List<Digest> leafHashes = new ArrayList<>();
        long first = old.size();
        long end = first + pending.size();
        written.forEach((path, bytes) -> {
            if (!Sha2.sha256(stored.read(path)).equals(Sha2.sha256(bytes))) {
                throw new DamagedTreeException("the object " + path + " is not what was written");
            }
        });
        for (long index = first / TileName.FULL; index * TileName.FULL < end; index++) {
            int width = (int) Math.min(TileName.FULL, end - index * TileName.FULL);
            TileName.Entries name = new TileName.Entries(index, width);
            List<Bytes> entries = entries(name, stored.read(name.path()));
            int skip = (int) Math.max(0, first - index * TileName.FULL);
            entries.subList(skip, width).forEach(entry -> leafHashes.add(Merkle.leafHash(entry.toArray())));
        }
        TreeExtension again = extend(old, leafHashes, before);
        for (Tile tile : again.tiles()) {
            if (!Sha2.sha256(stored.read(tile.name())).equals(Sha2.sha256(tile.bytes()))) {
                throw new DamagedTreeException("the tile " + tile.name().path() + " does not follow from the entries");
            }
        }
        if (!new TileTree(end, stored).frontier().equals(again.frontier())) {
            throw new DamagedTreeException("the tiles do not have the root of the entries");
        }
        return again.frontier();
    }

    private static List<Bytes> entries(TileName.Entries name, byte[] bytes) {
        try {
            return EntryBundle.parse(name.width(), bytes).entries();
        } catch (InvalidEntryException e) {
            throw new DamagedTreeException("the bundle " + name.path() + " is malformed", e);
        }
    }
}
