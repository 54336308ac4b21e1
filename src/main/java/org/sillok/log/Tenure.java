package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.sillok.kernel.Digest;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.log.db.TreeRow;

/**
 * What a leader does, one step at a time, under one epoch. Every step may be cut off at any point and be done again, by
 * this leader or by the next; a step of a leader that was replaced changes nothing.
 */
final class Tenure {
    private final LogIdentity identity;
    private final long epoch;
    private final int batch;
    private final LogStore store;
    private final Integration integration;
    private final Signing signing;
    private long copied = -1;

    private Tenure(LogIdentity identity, Signing signing, long epoch, int batch, LogStore store) {
        this.identity = identity;
        this.epoch = epoch;
        this.batch = batch;
        this.store = store;
        this.integration = new Integration(store, batch);
        this.signing = signing;
    }

    /**
     * Begins a tenure: a new epoch, after which every earlier leader is fenced off.
     *
     * @throws RefusedException if the guard objects to the database
     * @throws StaleEpochException if another tenure began meanwhile and the guard was misled by it
     */
    static Tenure begin(
            Connection connection,
            LogIdentity identity,
            CheckpointSigner signer,
            Clock clock,
            int batch,
            LogStore store,
            HighWaterMark mark)
            throws SQLException, RefusedException, StaleEpochException {
        long epoch = LogTrees.newEpoch(connection, identity.log());
        TreeRow row = LogTrees.get(connection, identity.log());
        long numbered = LogEntries.numbered(connection, identity.log());
        connection.commit();
        Optional<Objection> objection = new Guard(identity, store, mark).objection(row, numbered);
        if (objection.isPresent()) {
            // Whoever was paused here and replaced holds an old row against new heads: that is no objection.
            row(connection, identity, epoch);
            throw new RefusedException(objection.get());
        }
        return new Tenure(identity, new Signing(identity, signer, clock, store, mark), epoch, batch, store);
    }

    /** Numbers one batch of committed entries. The indices are durable when this returns. */
    Map<Digest, Long> number(Connection connection) throws SQLException, StaleEpochException {
        return LogEntries.number(connection, identity.log(), epoch, batch);
    }

    /** Adds one batch of numbered entries to the tree; returns how many. */
    int integrate(Connection connection) throws SQLException, StaleEpochException {
        return integration.step(connection, row(connection));
    }

    /** Signs and releases the tree if it has grown. */
    Optional<PublishedHead> sign(Connection connection) throws SQLException, StaleEpochException {
        try {
            return signing.step(connection, row(connection));
        } catch (ObjectionException e) {
            // As at the beginning: the next leader's mark is no objection to one who was paused and replaced.
            row(connection);
            throw e;
        }
    }

    /** Brings the copy in the object store up to the released head. */
    void copy(Connection connection) throws SQLException, StaleEpochException {
        TreeRow.SignedHead signed = row(connection).signed();
        if (signed != null && signed.tree().size() > copied) {
            identity.verified(signed.note()).ifPresent(head -> store.raiseCheckpointCopy(head, identity));
            copied = signed.tree().size();
        }
    }

    private TreeRow row(Connection connection) throws SQLException, StaleEpochException {
        return row(connection, identity, epoch);
    }

    private static TreeRow row(Connection connection, LogIdentity identity, long epoch)
            throws SQLException, StaleEpochException {
        TreeRow row = LogTrees.get(connection, identity.log());
        connection.commit();
        if (row.epoch() != epoch) {
            throw new StaleEpochException();
        }
        return row;
    }

    /** The database would have the log contradict what it once signed. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Objection objection;

        RefusedException(Objection objection) {
            super(objection.reason());
            this.objection = objection;
        }

        Objection objection() {
            return objection;
        }
    }
}
