package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.function.Function;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.ProvenConsistency;
import org.sillok.log.core.ProvenInclusion;
import org.sillok.log.core.SigstoreBundle;
import org.sillok.log.core.TileName;
import org.sillok.log.core.TlogProof;
import org.sillok.log.core.TreeProofs;
import org.sillok.log.core.TrustedRoot;
import org.sillok.log.db.LogPool;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.ObjectStore;

/**
 * Proofs between any numbers of the published log. They say no more than the public tiles do; every one is verified
 * before it is returned, so that a damaged tile is this service's fault and not the verifier's riddle.
 */
@ApplicationScoped
public class LogProofs {
    private final TransparencyLog log;
    private final OpenLog open;
    private final LogPool pool;
    private final ObjectStore store;

    public LogProofs(TransparencyLog log, OpenLog open, LogPool pool, ObjectStore store) {
        this.log = log;
        this.open = open;
        this.pool = pool;
        this.store = store;
    }

    /** That an entry is in the tree of {@code size} leaves, by default the newest published one. */
    public Outcome<ProvenInclusion> inclusion(long index, OptionalLong size) {
        return published(head -> {
            long of = size.orElse(head.size());
            if (of > head.size() || index >= head.size()) {
                return beyond(head.size());
            }
            if (index >= of) {
                return Outcome.refused(
                        ProblemCode.INVALID_PARAMETER, "A tree of " + of + " entries has none with that index.");
            }
            return Outcome.done(proofs(head).inclusion(index, of));
        });
    }

    /** That the tree of {@code to} leaves continues the one of {@code from}. */
    public Outcome<ProvenConsistency> consistency(long from, long to) {
        if (from > to) {
            return Outcome.refused(ProblemCode.INVALID_PARAMETER, "The first size is not larger than the second.");
        }
        return published(head -> to > head.size()
                ? beyond(head.size())
                : Outcome.done(proofs(head).consistency(from, to)));
    }

    /** The proof of an entry in the form that stands alone. */
    public Outcome<TlogProof> portable(long index) {
        return published(head -> index >= head.size() ? beyond(head.size()) : Outcome.done(log.proof(index)));
    }

    /** An entry with its signature and proof as Sigstore clients take it. */
    public Outcome<Bytes> sigstoreBundle(long index) {
        return published(head -> index >= head.size() ? beyond(head.size()) : Outcome.done(bundle(index, head)));
    }

    private Bytes bundle(long index, PublishedHead head) {
        TlogProof proof = log.proof(index, head.checkpoint());
        Checkpoint checkpoint = head.checkpoint().checkpoint();
        byte[] entry = entry(index, head.size());
        try {
            new InclusionProof(index, head.size(), proof.path()).verify(Merkle.leafHash(entry), checkpoint.root());
            return SigstoreBundle.of(HashedRekordLeaf.parse(entry), proof, checkpoint, log.noteKey());
        } catch (InvalidProofException | InvalidEntryException e) {
            throw new DamagedTreeException("the stored entry " + index + " is not the one in the tree", e);
        }
    }

    private byte[] entry(long index, long size) {
        long bundle = index / TileName.FULL;
        int width = (int) Math.min(TileName.FULL, size - bundle * TileName.FULL);
        return objects()
                .entries(new TileName.Entries(bundle, width))
                .orElseThrow(() -> new DamagedTreeException("the object store lacks the entry " + index))
                .get((int) (index % TileName.FULL))
                .toArray();
    }

    /** The log's key as Sigstore clients take it. */
    public Bytes trustedRoot() {
        LogIdentity identity = open.identity();
        return TrustedRoot.of(identity.noteKey(), pool.begun(identity.log()));
    }

    private <T> Outcome<T> published(Function<PublishedHead, Outcome<T>> work) {
        return log.released().map(work).orElseGet(() -> beyond(0));
    }

    private TreeProofs proofs(PublishedHead head) {
        return new TreeProofs(head.checkpoint().checkpoint(), head.tree(), objects());
    }

    private LogStore objects() {
        return new LogStore(store, log.origin());
    }

    private static <T> Outcome<T> beyond(long size) {
        return Outcome.refused(ProblemCode.BEYOND_THE_LOG, "The newest signed checkpoint covers " + size + " entries.");
    }
}
