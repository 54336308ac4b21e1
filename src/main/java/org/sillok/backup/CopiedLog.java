package org.sillok.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.sillok.backup.core.LogHead;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.KeptHeads;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Tile;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageUnavailableException;

/**
 * Reads the tree of a log that was copied: every entry against its leaf, every tile against the one above it, and the top
 * against the signed checkpoint. No statement has the digests of these objects; the tree is what they must fit.
 */
final class CopiedLog {
    private final ObjectStore store;
    private final LogScope scope;
    private final TileTree tree;
    private final Consumer<String> damaged;

    /** {@code damaged}: takes the name of each object that does not fit. */
    CopiedLog(ObjectStore store, LogScope scope, Consumer<String> damaged) {
        this.store = store;
        this.scope = scope;
        this.tree = new TileTree(scope.head().size(), name -> bytes(name.path()));
        this.damaged = damaged;
    }

    /** {@code step}: is told of each tile. */
    void check(Runnable step) {
        scope.eachTile(path -> {
            if (TileName.parse(path).orElseThrow() instanceof TileName.Hashes name) {
                check(path, () -> tile(name));
                step.run();
            }
        });
        Bytes note = scope.head().checkpoint();
        if (note != null) {
            check("checkpoint", () -> top(scope.head(), note));
        }
    }

    /** Throws, or answers false, if the object is not what the tree says. */
    private interface Comparison {
        boolean fits() throws InvalidEntryException, InvalidNoteException;
    }

    private void check(String path, Comparison comparison) {
        boolean fits;
        try {
            fits = comparison.fits();
        } catch (InvalidEntryException | InvalidNoteException | DamagedTreeException | StorageUnavailableException e) {
            fits = false;
        } catch (NoSuchObjectException e) {
            // Whoever copies has named it.
            fits = true;
        }
        if (!fits) {
            damaged.accept(scope.prefix() + path);
        }
    }

    private boolean tile(TileName.Hashes name) throws InvalidEntryException {
        Tile tile = Tile.parse(name, bytes(name.path()));
        if (name.level() == 0) {
            TileName.Entries entries = new TileName.Entries(name.index(), name.width());
            check(entries.path(), () -> entries(entries, tile.hashes()));
        }
        return name.width() < TileName.FULL || tile.node(8, 0).equals(tree.node(8 * (name.level() + 1), name.index()));
    }

    private boolean entries(TileName.Entries name, List<Digest> leaves) throws InvalidEntryException {
        return EntryBundle.parse(name.width(), bytes(name.path())).entries().stream()
                .map(entry -> Merkle.leafHash(entry.toArray()))
                .toList()
                .equals(leaves);
    }

    private boolean top(LogHead head, Bytes note) throws InvalidNoteException {
        Checkpoint signed = new KeptHeads(Path.of("."), head.origin(), head.vkey()).require(note);
        return signed.size() <= head.size()
                && tree.frontierAt(signed.size()).root().equals(signed.root());
    }

    private byte[] bytes(String path) {
        return LogTiles.bytes(store, new ObjectName(scope.prefix() + path));
    }
}
