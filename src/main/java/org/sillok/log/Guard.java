package org.sillok.log;

import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.TreeRow;
import org.sillok.storage.NoSuchObjectException;

/**
 * Decides at the start of a tenure whether the database may be believed. It may if its tree is what the tiles say, contains
 * every tree that was ever signed, as far as the places tell where checkpoints are kept, and if the object store has no
 * entry that the database has not numbered.
 */
final class Guard {
    private final LogIdentity identity;
    private final LogStore store;
    private final List<ForeignHeads> places;

    Guard(LogIdentity identity, LogStore store, HighWaterMark highWaterMark) {
        this(identity, store, places(store, highWaterMark));
    }

    /** Where heads are kept that a restore of the database does not take back. */
    static List<ForeignHeads> places(LogStore store, HighWaterMark highWaterMark) {
        return List.of(new CheckpointCopy(store), highWaterMark, new StampedHeads(store));
    }

    Guard(LogIdentity identity, LogStore store, List<ForeignHeads> places) {
        this.identity = identity;
        this.store = store;
        this.places = List.copyOf(places);
    }

    /**
     * Why nothing may be numbered or signed; empty if it may. Throws what a place throws when it cannot be read.
     *
     * @param numbered how many entries the database has numbered
     */
    Optional<Objection> objection(TreeRow row, long numbered) {
        try {
            TileTree tree = new TileTree(row.tree().size(), store);
            return behind(row)
                    .or(this::held)
                    .or(() -> damaged(row, tree))
                    .or(() -> contradicted(row, tree))
                    .or(() -> overtaken(row, numbered));
        } catch (NoSuchObjectException | DamagedTreeException e) {
            return Optional.of(Objection.damaged(String.valueOf(e.getMessage())));
        }
    }

    /** What the heads alone object; a process that only follows looks at no more, because it looks often. */
    Optional<Objection> headsObjection(TreeRow row) {
        try {
            return behind(row)
                    .or(this::held)
                    .or(() -> contradicted(row, new TileTree(row.tree().size(), store)));
        } catch (NoSuchObjectException | DamagedTreeException e) {
            return Optional.of(Objection.damaged(String.valueOf(e.getMessage())));
        }
    }

    /** First of all: a tree that was set back may no longer have its partial tiles. */
    private Optional<Objection> behind(TreeRow row) {
        long size = row.tree().size();
        for (ForeignHeads place : places) {
            for (Checkpoint head : heads(place)) {
                if (head.size() > size) {
                    return Optional.of(Objection.behind(place.place(), size, head.size()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Objection> held() {
        return store.isHeld() ? Optional.of(Objection.held()) : Optional.empty();
    }

    private Optional<Objection> damaged(TreeRow row, TileTree tree) {
        return tree.frontier().equals(row.tree())
                ? Optional.empty()
                : Optional.of(Objection.damaged("the tree in the database is not the tree in the object store"));
    }

    private Optional<Objection> contradicted(TreeRow row, TileTree tree) {
        TreeRow.SignedHead signed = row.signed();
        if (signed != null) {
            Optional<SignedCheckpoint> head = identity.verified(signed.note());
            if (head.isEmpty()) {
                return Optional.of(
                        Objection.damaged("the signed head in the database does not bear the log's signature"));
            }
            if (!isIn(tree, head.get().checkpoint())) {
                return Optional.of(Objection.contradicted(
                        "signed head in the database", head.get().checkpoint().size()));
            }
        }
        for (ForeignHeads place : places) {
            for (Checkpoint head : heads(place)) {
                // One that came since behind() looked is another leader's, who has fenced this one off.
                if (head.size() <= row.tree().size() && !isIn(tree, head)) {
                    return Optional.of(Objection.contradicted(place.place(), head.size()));
                }
            }
        }
        return Optional.empty();
    }

    /** Records are written only of numbers that are durable: more of them means that the numbers were lost. */
    private Optional<Objection> overtaken(TreeRow row, long numbered) {
        return store.recordsFrom(row.tree().size())
                .filter(end -> end > numbered)
                .map(end -> Objection.behind("the database is behind the records in the object store: it has numbered "
                        + numbered + " < " + end + " entries"));
    }

    private List<Checkpoint> heads(ForeignHeads place) {
        return place.notes().stream()
                .flatMap((Bytes note) -> identity.verified(note).stream())
                .map(SignedCheckpoint::checkpoint)
                .toList();
    }

    private static boolean isIn(TileTree tree, Checkpoint head) {
        return tree.frontierAt(head.size()).root().equals(head.root());
    }
}
