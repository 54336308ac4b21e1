package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.TreeRow;
import org.sillok.storage.NoSuchObjectException;

/**
 * What every process watches, whether or not it may lead: that the database contains what this process released, what this
 * machine's high-water mark says, and the store's copy. Then, and only then, the mark follows what others sign, so that
 * every replica would notice a restore.
 */
final class Lookout {
    // Each means that a leader grew the tree within the milliseconds of one look.
    private static final int ATTEMPTS = 10;

    private final LogIdentity identity;
    private final LogStore store;
    private final HighWaterMark mark;
    private final Publication publication;
    private final Consumer<PublishedHead> release;
    private @Nullable Looked last;

    Lookout(
            LogIdentity identity,
            LogStore store,
            HighWaterMark mark,
            Publication publication,
            Consumer<PublishedHead> release) {
        this.identity = identity;
        this.store = store;
        this.mark = mark;
        this.publication = publication;
        this.release = release;
    }

    /** What was found without objection. */
    private record Looked(Frontier tree, Optional<SignedCheckpoint> signed) {}

    /** What this process has released. */
    private record Released(Optional<PublishedHead> head) implements ForeignHeads {
        @Override
        public String place() {
            return "checkpoint that this process has published";
        }

        @Override
        public List<Bytes> notes() {
            return head.map(known -> List.of(known.checkpoint().note())).orElse(List.of());
        }
    }

    /** Why the database may not be believed; empty if nothing speaks against it. Throws what a place throws. */
    Optional<Objection> look(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            // Before the row: what is released lies in the row already.
            Released released = new Released(publication.newest());
            TreeRow row = row(connection);
            Optional<Objection> objection = objection(row, released);
            // A leader on this machine may have grown the tree, and raised the mark, since the row was read.
            if (objection.isEmpty()
                    || attempt == ATTEMPTS
                    || row(connection).tree().size() <= row.tree().size()) {
                return objection;
            }
        }
    }

    private Optional<Objection> objection(TreeRow row, Released released) {
        TreeRow.SignedHead signed = row.signed();
        Optional<SignedCheckpoint> head =
                Optional.ofNullable(signed).map(TreeRow.SignedHead::note).flatMap(identity::verified);
        long size = head.map(known -> known.checkpoint().size()).orElse(0L);
        long before = released.head().map(PublishedHead::size).orElse(0L);
        if (size < before) {
            return Optional.of(Objection.behind(released.place(), size, before));
        }
        Looked now = new Looked(row.tree(), head);
        if (now.equals(last)) {
            return Optional.empty();
        }
        Optional<Objection> objection = new Guard(identity, store, List.of(new CheckpointCopy(store), mark, released))
                .headsObjection(row)
                .or(() -> head.flatMap(known -> raise(known, row)));
        if (objection.isEmpty()) {
            last = now;
            Optional.ofNullable(signed)
                    .flatMap(known -> PublishedHead.find(known, identity))
                    .ifPresent(release);
        }
        return objection;
    }

    private Optional<Objection> raise(SignedCheckpoint head, TreeRow row) {
        try {
            mark.raise(head, identity, new TileTree(row.tree().size(), store));
            return Optional.empty();
        } catch (ObjectionException e) {
            return Optional.of(e.objection());
        } catch (DamagedTreeException | NoSuchObjectException e) {
            return Optional.of(Objection.damaged(String.valueOf(e.getMessage())));
        }
    }

    private TreeRow row(Connection connection) throws SQLException {
        TreeRow row = LogTrees.get(connection, identity.log());
        connection.commit();
        return row;
    }
}
