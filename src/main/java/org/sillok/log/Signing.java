package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.ConsistencyProof;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InvalidNoteException;
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
    private final CheckpointSigner signer;
    private final Clock clock;
    private final LogStore store;
    private final HighWaterMark highWaterMark;
    private boolean wholeSoFar;

    Signing(LogIdentity identity, CheckpointSigner signer, Clock clock, LogStore store, HighWaterMark highWaterMark) {
        this.identity = identity;
        this.signer = signer;
        this.clock = clock;
        this.store = store;
        this.highWaterMark = highWaterMark;
    }

    /**
     * Signs and publishes the tree of {@code row} if it has grown since it was last signed as it must be.
     *
     * @throws ObjectionException if the high-water mark is larger than the tree or not in it
     */
    Optional<PublishedHead> step(Connection connection, TreeRow row) throws SQLException, StaleEpochException {
        TreeRow.SignedHead old = row.signed();
        TileTree tiles = new TileTree(row.tree().size(), store);
        if (old != null && old.tree().size() == row.tree().size() && isWhole(old)) {
            return Optional.empty();
        }
        if (old != null) {
            requireConsistent(old, row, tiles);
        }
        Checkpoint head =
                new Checkpoint(identity.origin(), row.tree().size(), row.tree().root());
        SignedCheckpoint signed = signer.sign(head, clock.instant().getEpochSecond());
        identity.signed(signed);
        highWaterMark.raise(signed, identity, tiles);
        LogTrees.publish(connection, row, new TreeRow.SignedHead(row.tree(), signed.note()));
        return Optional.of(new PublishedHead(signed, row.tree()));
    }

    // A head from before there were post-quantum keys is signed again: the same size and root may be.
    private boolean isWhole(TreeRow.SignedHead old) {
        if (!wholeSoFar) {
            try {
                SignedCheckpoint.verify(old.note(), identity.policy());
                wholeSoFar = true;
            } catch (InvalidNoteException e) {
                return false;
            }
        }
        return true;
    }

    private static void requireConsistent(TreeRow.SignedHead old, TreeRow row, TileTree tiles) {
        try {
            ConsistencyProof.of(old.tree().size(), row.tree().size(), tiles)
                    .verify(old.tree().root(), row.tree().root());
        } catch (InvalidProofException e) {
            throw new DamagedTreeException("the tree does not continue the tree that was signed", e);
        }
    }
}
