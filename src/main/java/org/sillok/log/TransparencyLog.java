package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.NodeReader;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TileTree;
import org.sillok.log.core.TlogProof;
import org.sillok.log.db.LogPool;
import org.sillok.storage.ObjectStore;

/**
 * The transparency log as other rooms use it. An entry is appended within a business transaction, gets a durable index a
 * few milliseconds after the commit, and a proof against a signed checkpoint a fraction of a second later. While the log
 * cannot number or sign, appending goes on and waiting ends empty.
 */
@ApplicationScoped
public class TransparencyLog {
    private final LogPool pool;
    private final TransactionSynchronizationRegistry transactions;
    private final OpenLog open;
    private final ObjectStore store;
    private final Leader leader;

    public TransparencyLog(
            LogPool pool,
            TransactionSynchronizationRegistry transactions,
            OpenLog open,
            ObjectStore store,
            Leader leader) {
        this.pool = pool;
        this.transactions = transactions;
        this.open = open;
        this.store = store;
        this.leader = leader;
    }

    /**
     * Adds an entry to the caller's transaction and returns its leaf hash. Entries that must be numbered in order (those of
     * one stream) are appended under a lock that is held until the commit.
     *
     * @throws IllegalStateException without a transaction
     */
    public Digest append(LogEntry entry) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("an entry is appended within a transaction");
        }
        Digest leafHash = Merkle.leafHash(entry.leaf().toArray());
        pool.add(open.identity().log(), leafHash, entry.leaf(), entry.record());
        leader.waiters().expect(leafHash);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                boolean rolledBack = status == Status.STATUS_ROLLEDBACK;
                if (rolledBack) {
                    leader.waiters().forget(leafHash);
                }
                leader.arrived(!rolledBack);
            }
        });
        leader.underWay();
        return leafHash;
    }

    /** Waits, after the caller's commit, for the entry's index. */
    public Optional<Long> awaitIndex(Digest leafHash, Duration atMost) {
        Optional<Long> answered = leader.waiters().answered(leafHash);
        if (answered.isPresent()) {
            return answered;
        }
        if (!leader.waiters().expects(leafHash)) {
            Optional<Long> stored = indexOf(leafHash);
            if (stored.isPresent()) {
                return stored;
            }
        }
        try {
            Optional<Long> awaited = leader.waiters().await(leafHash, atMost);
            return awaited.isPresent() ? awaited : indexOf(leafHash);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Waits until a signed checkpoint covers {@code index}, and returns it.
     *
     * @throws LogRefusesException if nothing may be released when the waiting ends
     */
    public Optional<SignedCheckpoint> awaitPublished(long index, Duration atMost) {
        try {
            Optional<PublishedHead> head = leader.publication().await(index, atMost);
            leader.publication().requireAllowed();
            return head.map(PublishedHead::checkpoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The entry's index, if it has one. */
    public Optional<Long> indexOf(Digest leafHash) {
        return pool.indexOf(open.identity().log(), leafHash);
    }

    /** The index of each of these entries that has one: one query. */
    public Map<Digest, Long> indices(Set<Digest> leafHashes) {
        return pool.indices(open.identity().log(), leafHashes);
    }

    /**
     * The newest released checkpoint, from the signed-head row.
     *
     * @throws NotPublishedException before the first one
     * @throws LogRefusesException while nothing may be released
     */
    public SignedCheckpoint checkpoint() {
        return newest().checkpoint();
    }

    /**
     * The proof that the entry of {@code index} is in the tree of the newest checkpoint.
     *
     * @throws NotPublishedException if that does not cover it yet
     * @throws LogRefusesException while nothing may be released
     */
    public TlogProof proof(long index) {
        leader.publication().requireAllowed();
        PublishedHead head = leader.publication()
                .newest()
                .filter(known -> index < known.size())
                .orElseGet(this::newest);
        TileTree tiles = tiles(head.size());
        return proof(index, head.checkpoint(), head.tree().over(tiles), tiles);
    }

    /**
     * The proof that the entry of {@code index} is in the tree of {@code checkpoint}, which this log has released.
     *
     * @throws NotPublishedException if that does not cover it
     * @throws LogRefusesException while nothing may be released
     */
    public TlogProof proof(long index, SignedCheckpoint checkpoint) {
        return proofs(checkpoint).apply(index);
    }

    /**
     * Proofs of several entries as {@link #proof(long, SignedCheckpoint)} gives them. What was read of the tree for one is not
     * read again for the next, and is kept as long as this is: for some entries at a time, and for one thread.
     */
    public LongFunction<TlogProof> proofs(SignedCheckpoint checkpoint) {
        TileTree tiles = tiles(checkpoint.checkpoint().size());
        return index -> {
            leader.publication().requireAllowed();
            return proof(index, checkpoint, tiles, tiles);
        };
    }

    /** The log's Ed25519 key, as the C2SP tools take it. */
    public String vkey() {
        return open.identity().noteKey().vkey();
    }

    /** The log's Ed25519 key. */
    public NoteKey noteKey() {
        return open.identity().noteKey();
    }

    /** What a verifier should ask of this log's checkpoints: the signatures of both of its keys. */
    public LogPolicy policy() {
        return open.identity().policy();
    }

    /** The verifier keys of every signature line that the service writes. */
    public List<String> vkeys() {
        return policy().keys(origin()).stream().map(NoteKey::vkey).toList();
    }

    public String origin() {
        return open.identity().origin();
    }

    /** The bytes of a tile that the tree of the newest checkpoint has; a partial one may have gone with time. */
    public Optional<Bytes> tile(TileName name) {
        boolean published = leader.publication()
                .newest()
                .filter(known -> name.isWithin(known.size()))
                .or(this::released)
                .filter(head -> name.isWithin(head.size()))
                .isPresent();
        return published ? store().find(name.path()) : Optional.empty();
    }

    /** Whether checkpoints and proofs may be shown: not while this process knows that the log must refuse. */
    public boolean mayRelease() {
        return leader.publication().isAllowed();
    }

    public LogStatus status() {
        return leader.status();
    }

    private TlogProof proof(long index, SignedCheckpoint signed, NodeReader nodes, TileTree tiles) {
        Checkpoint head = signed.checkpoint();
        if (index < 0 || index >= head.size()) {
            throw new NotPublishedException("the checkpoint covers " + head.size() + " entries");
        }
        InclusionProof proof = InclusionProof.of(index, head.size(), nodes);
        try {
            // Nothing leaves that would not verify: a damaged tile is this service's fault, not the verifier's riddle.
            proof.verify(tiles.node(0, index), head.root());
        } catch (InvalidProofException e) {
            throw new DamagedTreeException("the tiles do not lead to the signed root", e);
        }
        return TlogProof.of(proof, signed);
    }

    private PublishedHead newest() {
        return released().orElseThrow(() -> new NotPublishedException("no checkpoint has been signed yet"));
    }

    /** The signed head of the database, never behind what this process has released before. */
    Optional<PublishedHead> released() {
        Publication publication = leader.publication();
        publication.requireAllowed();
        // Before the row is read: what is released lies in the row already.
        Optional<PublishedHead> known = publication.newest();
        LogIdentity identity = open.identity();
        Optional<PublishedHead> head = Optional.ofNullable(
                        pool.tree(identity.log()).signed())
                .flatMap(signed -> PublishedHead.find(signed, identity));
        long size = head.map(PublishedHead::size).orElse(0L);
        if (known.isPresent() && size < known.get().size()) {
            throw new LogRefusesException(Objection.behind(
                    "checkpoint that this process has published",
                    size,
                    known.get().size()));
        }
        if (known.isPresent()
                && head.isPresent()
                && size == known.get().size()
                && !head.get().tree().equals(known.get().tree())) {
            throw new LogRefusesException(Objection.contradicted("checkpoint that this process has published", size));
        }
        head.ifPresent(publication::offer);
        return head;
    }

    private TileTree tiles(long size) {
        return new TileTree(size, store());
    }

    private LogStore store() {
        return new LogStore(store, origin());
    }
}
