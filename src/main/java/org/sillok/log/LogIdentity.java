package org.sillok.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;

/** Which log this is, and the keys that sign for it if this process has them. */
final class LogIdentity {
    /** Each head is looked at by the database, the object store's copy and the high-water mark within a moment. */
    private static final int REMEMBERED = 8;

    private final int log;
    private final NoteKey noteKey;
    private final NoteKey postQuantumKey;
    private final @Nullable CheckpointSigner signer;
    private final Map<Bytes, SignedCheckpoint> verified = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, SignedCheckpoint> eldest) {
            return size() > REMEMBERED;
        }
    };

    LogIdentity(int log, NoteKey noteKey, NoteKey postQuantumKey, @Nullable CheckpointSigner signer) {
        this.log = log;
        this.noteKey = noteKey;
        this.postQuantumKey = postQuantumKey;
        this.signer = signer;
    }

    /** The log's key in the database. */
    int log() {
        return log;
    }

    String origin() {
        return noteKey.name();
    }

    /** The key of the Ed25519 line. */
    NoteKey noteKey() {
        return noteKey;
    }

    /** What makes a checkpoint of this log valid: both of its signatures. */
    LogPolicy policy() {
        return LogPolicy.of(noteKey, postQuantumKey);
    }

    /**
     * The checkpoint in {@code note}, if it is one of this log. The Ed25519 line is enough: what is to stop the log need
     * not satisfy the policy that releases it, and older checkpoints have no other. The same bytes are not verified again.
     */
    Optional<SignedCheckpoint> verified(Bytes note) {
        synchronized (verified) {
            SignedCheckpoint known = verified.get(note);
            if (known != null) {
                return Optional.of(known);
            }
        }
        try {
            SignedCheckpoint checkpoint = SignedCheckpoint.verify(note, LogPolicy.of(noteKey));
            synchronized (verified) {
                verified.put(note, checkpoint);
            }
            return Optional.of(checkpoint);
        } catch (InvalidNoteException e) {
            return Optional.empty();
        }
    }

    /** Remembers what these keys have just signed: each signature was verified when it was made. */
    void signed(SignedCheckpoint checkpoint) {
        synchronized (verified) {
            verified.put(checkpoint.note(), checkpoint);
        }
    }

    /** The private keys, only if they are those whose public keys the log began with. */
    Optional<CheckpointSigner> signer() {
        return Optional.ofNullable(signer).filter(keys -> keys.signsFor(noteKey, postQuantumKey));
    }
}
