package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.ConsistencyProof;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.log.db.TreeRow;

/**
 * Signs the integrated tree. The order is what makes it safe: the new head continues the old one, shown from tiles; the
 * high-water mark is raised; the signed head is compared and set; and only with that commit is the signature public.
 */
final class Signing {
    private final LogIdentity identity;
    private final Ed25519PrivateKey key;
    private final LogStore store;
    private final HighWaterMark highWaterMark;

    Signing(LogIdentity identity, Ed25519PrivateKey key, LogStore store, HighWaterMark highWaterMark) {
        this.identity = identity;
        this.key = key;
        this.store = store;
        this.highWaterMark = highWaterMark;
    }

    /** Signs and publishes the tree of {@code row} if it has grown since it was last signed. */
    Optional<PublishedHead> step(Connection connection, TreeRow row) throws SQLException, StaleEpochException {
        TreeRow.SignedHead old = row.signed();
        if (old != null && old.tree().size() == row.tree().size()) {
            return Optional.empty();
        }
        if (old != null) {
            requireConsistent(old, row);
        }
        Checkpoint head =
                new Checkpoint(identity.origin(), row.tree().size(), row.tree().root());
        SignedCheckpoint signed = SignedCheckpoint.sign(head, key);
        highWaterMark.raise(signed.note());
        LogTrees.publish(connection, row, new TreeRow.SignedHead(row.tree(), signed.note()));
        return Optional.of(new PublishedHead(signed, row.tree()));
    }

    private void requireConsistent(TreeRow.SignedHead old, TreeRow row) {
        TileTree tiles = new TileTree(row.tree().size(), store);
        try {
            ConsistencyProof.of(old.tree().size(), row.tree().size(), tiles)
                    .verify(old.tree().root(), row.tree().root());
        } catch (InvalidProofException e) {
            throw new DamagedTreeException("the tree does not continue the tree that was signed", e);
        }
    }
}
