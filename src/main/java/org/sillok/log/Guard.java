package org.sillok.log;

import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.TreeRow;

/**
 * Decides at the start of a tenure whether the database may be believed. It may if its tree is what the tiles say and
 * contains every tree that was ever signed, as far as the signed head, the object store's copy and the high-water mark
 * tell. A foreign head counts only if it bears the log's valid signature; its Ed25519 line is enough, because whoever
 * holds that key has spoken for the log.
 */
final class Guard {
    private final LogIdentity identity;
    private final LogStore store;
    private final HighWaterMark highWaterMark;

    Guard(LogIdentity identity, LogStore store, HighWaterMark highWaterMark) {
        this.identity = identity;
        this.store = store;
        this.highWaterMark = highWaterMark;
    }

    /** Why nothing may be numbered or signed; empty if it may. Throws what the store throws when it cannot be read. */
    Optional<String> objection(TreeRow row) {
        TileTree tree = new TileTree(row.tree().size(), store);
        if (!tree.frontier().equals(row.tree())) {
            return Optional.of("the tree in the database is not the tree in the object store");
        }
        TreeRow.SignedHead signed = row.signed();
        if (signed != null && verified(signed.note()).isEmpty()) {
            return Optional.of("the signed head in the database does not bear the log's signature");
        }
        return objection(
                        "signed head in the database",
                        Optional.ofNullable(signed).map(TreeRow.SignedHead::note),
                        row,
                        tree)
                .or(() -> objection("checkpoint in the object store", store.checkpointCopy(), row, tree))
                .or(() -> objection("high-water mark", highWaterMark.read(), row, tree));
    }

    private Optional<String> objection(String what, Optional<Bytes> note, TreeRow row, TileTree tree) {
        Optional<SignedCheckpoint> signed = note.flatMap(this::verified);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint head = signed.get().checkpoint();
        if (head.size() > row.tree().size()) {
            return Optional.of(
                    "the database is behind the " + what + ": " + row.tree().size() + " < " + head.size());
        }
        if (!tree.frontierAt(head.size()).root().equals(head.root())) {
            return Optional.of("the tree in the database contradicts the " + what + " of size " + head.size());
        }
        return Optional.empty();
    }

    private Optional<SignedCheckpoint> verified(Bytes note) {
        try {
            return Optional.of(SignedCheckpoint.verify(note, LogPolicy.of(identity.noteKey())));
        } catch (InvalidNoteException e) {
            return Optional.empty();
        }
    }
}
