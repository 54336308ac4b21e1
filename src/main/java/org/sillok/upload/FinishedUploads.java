package org.sillok.upload;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.evidence.core.FileName;
import org.sillok.evidence.core.MediaType;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.kernel.UploadId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.upload.core.Segment;
import org.sillok.vault.ObjectDamagedException;
import org.sillok.vault.SubjectKeys;

/**
 * Uploads on their way into evidence: found, read through, and consumed in the transaction that records what was made of
 * them, so that there is always either the upload or the record.
 */
@ApplicationScoped
public class FinishedUploads {
    private final UploadLedger ledger;
    private final SegmentStore store;

    FinishedUploads(UploadLedger ledger, SegmentStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /** A finished upload. */
    public static final class Contents {
        private final Upload upload;
        private final List<Segment> segments;
        private final SubjectKeys keys;

        private Contents(UploadLedger.Contents contents) {
            this.upload = contents.upload();
            this.segments = contents.segments();
            this.keys = contents.keys();
        }

        public UploadId id() {
            return upload.id();
        }

        public long length() {
            return upload.offset();
        }

        public Digest sha256() {
            return upload.sha256();
        }

        /** The name that the client gave in its metadata. */
        public Optional<FileName> fileName() {
            return UploadRules.fileName(upload.metadata());
        }

        public Optional<MediaType> mediaType() {
            return UploadRules.mediaType(upload.metadata());
        }
    }

    /** What reads the bytes of an upload. */
    @FunctionalInterface
    public interface Reading<T> {
        Outcome<T> read() throws IOException;
    }

    /** Finished uploads of the caller's organisation, in the order asked for. */
    public Outcome<List<Contents>> find(Caller caller, List<UploadId> ids) {
        return ledger.contents(caller, ids)
                .map(found -> found.stream().map(Contents::new).toList());
    }

    /** The bytes of an upload. Only their digest tells whether they are all of them. */
    public InputStream open(Contents contents) {
        return store.read(contents.keys, contents.segments);
    }

    /** Runs what reads an upload; if it was used up or deleted meanwhile, that is the answer, and not that bytes lack. */
    public <T> Outcome<T> reading(Caller caller, UploadId id, Reading<T> reading) {
        try {
            return reading.read();
        } catch (ObjectDamagedException | NoSuchObjectException e) {
            return goneOr(caller, id, e);
        } catch (IOException e) {
            return goneOr(caller, id, new IllegalStateException("an upload cannot be read", e));
        }
    }

    /** A store that reads in ranges may lack an object in the middle of it, too. */
    private <T> Outcome<T> goneOr(Caller caller, UploadId id, RuntimeException failure) {
        if (ledger.contents(caller, List.of(id)) instanceof Outcome.Refused<?> gone) {
            return Outcome.refused(gone.refusal());
        }
        throw failure;
    }

    /** Uploads that are used up together. */
    public static final class Held {
        private final Set<UploadId> ids;

        private Held(Set<UploadId> ids) {
            this.ids = ids;
        }
    }

    /**
     * Makes sure that all of them are still there, and that nobody else uses them, or the partial uploads that they were
     * put together from, before the transaction ends.
     */
    @Transactional(TxType.MANDATORY)
    public Outcome<Held> hold(Caller caller, Collection<UploadId> ids) {
        return ledger.hold(caller, ids)
                .map(held -> Outcome.done(new Held(held)))
                .orElseGet(() -> Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND)));
    }

    /** Uses them up, in the transaction that held them; returns what to {@link #discard} when it is committed. */
    @Transactional(TxType.MANDATORY)
    public Set<ObjectId> consume(Held held) {
        return ledger.delete(held.ids);
    }

    /** Removes the bytes of uploads that were used up. A crash before leaves them to the sweep. */
    public void discard(Set<ObjectId> objects) {
        store.discard(objects);
    }
}
