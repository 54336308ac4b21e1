package org.sillok.log;

import java.util.Optional;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.db.TreeRow;

/** A released checkpoint with the peaks of its tree, from which proofs are built with fewer reads. */
record PublishedHead(SignedCheckpoint checkpoint, Frontier tree) {
    PublishedHead {
        if (tree.size() != checkpoint.checkpoint().size()
                || !tree.root().equals(checkpoint.checkpoint().root())) {
            throw new IllegalArgumentException("the peaks are not those of the checkpoint's tree");
        }
    }

    /**
     * The head as the database has it; a row that was tampered with is a fault. Empty for a head from before there were
     * post-quantum keys: it does not satisfy the policy, and the leader signs it again.
     */
    static Optional<PublishedHead> find(TreeRow.SignedHead signed, LogIdentity identity) {
        try {
            return Optional.of(
                    new PublishedHead(SignedCheckpoint.verify(signed.note(), identity.policy()), signed.tree()));
        } catch (InvalidNoteException e) {
            if (identity.verified(signed.note()).isPresent()) {
                return Optional.empty();
            }
            throw new IllegalStateException("the signed head in the database does not bear the log's signatures", e);
        }
    }

    long size() {
        return tree.size();
    }
}
