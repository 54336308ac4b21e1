package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.ReplicaProgress;
import org.sillok.fixity.db.ReplicaRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.Staging;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/**
 * What a replica is recognised by: an object of its own that is written when it is first used. How far it has been filled
 * holds for the replica with that mark only, and where the mark shows in the evidence or the staging store, it is that one.
 */
@ApplicationScoped
class ReplicaMark {
    private static final Logger LOG = Logger.getLogger(ReplicaMark.class);
    private static final String PREFIX = "rpl";
    private static final String TRIAL = "try";

    private final Copies copies;
    private final ObjectStore staging;
    private final ReplicaRows rows;
    private final Randomness randomness;
    private final FixityConfig config;

    ReplicaMark(
            Copies copies, @Staging ObjectStore staging, ReplicaRows rows, Randomness randomness, FixityConfig config) {
        this.staging = staging;
        this.copies = copies;
        this.rows = rows;
        this.randomness = randomness;
        this.config = config;
    }

    /** Throws {@link org.sillok.storage.StorageException} unless the replica is the one that was filled. */
    void require() {
        require(rows.find()
                .map(ReplicaProgress::mark)
                .orElseThrow(() -> new StorageUnavailableException("the replica has not been used yet")));
    }

    private void require(String mark) {
        // Read, not only asked for: there are stores that answer and hand out nothing.
        if (!Copies.small(copies.store(Copy.REPLICA), name(mark))
                .map(Bytes::of)
                .equals(Optional.of(Bytes.of(bytes(mark))))) {
            LOG.warnf(
                    "The replica is not the one that was filled: it lacks its mark. If it is another one for good, set"
                            + " sillok.fixity.replica-given-up to %s",
                    mark);
            throw new StorageUnavailableException("the replica lacks its mark");
        }
        requireApart(mark);
    }

    private void requireApart(String mark) {
        if (copies.store(Copy.EVIDENCE).stat(name(mark)).isPresent()) {
            LOG.error("The replica and the evidence store are one and the same: name a store apart for the replica");
            throw new StorageUnavailableException("the replica is the evidence store");
        }
        if (staging.stat(name(mark)).isPresent()) {
            LOG.error(
                    "The replica and the staging store, which is swept, are one and the same: name a store apart for it");
            throw new StorageUnavailableException("the replica is the staging store");
        }
    }

    /**
     * Where its filling goes on: from the beginning in one that is used for the first time, also if it takes the place of
     * one that the operator has given up.
     *
     * @throws Turn.Over if it is another process' turn
     */
    ReplicaProgress progress(String holder) {
        Optional<ReplicaProgress> known = rows.find();
        if (known.isEmpty() || config.replicaGivenUp().equals(known.map(ReplicaProgress::mark))) {
            return begin(holder);
        }
        require(known.get().mark());
        return known.get();
    }

    private ReplicaProgress begin(String holder) {
        String mark = Ids.fresh(PREFIX, randomness);
        copies.store(Copy.REPLICA).put(name(mark), bytes(mark));
        try {
            requireApart(mark);
        } catch (StorageUnavailableException e) {
            copies.store(Copy.REPLICA).discard(name(mark));
            throw e;
        }
        ReplicaProgress fresh = ReplicaProgress.beginning(mark);
        if (!rows.save(fresh, holder)) {
            throw new Turn.Over();
        }
        return fresh;
    }

    private static byte[] bytes(String mark) {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the replica is there and takes a small object, which is removed again. */
    boolean takesOthers() {
        ObjectName trial = name(Ids.fresh(TRIAL, randomness));
        try {
            require();
            copies.store(Copy.REPLICA).put(trial, bytes(TRIAL));
            copies.store(Copy.REPLICA).discard(trial);
            return true;
        } catch (StorageException e) {
            LOG.debugf("The replica takes nothing: %s", e.getClass().getName());
            return false;
        }
    }

    private static ObjectName name(String mark) {
        return new ObjectName("replica/" + mark);
    }
}
