package org.sillok.log.core;

import org.sillok.kernel.Bytes;

/** A checkpoint with the exact note that carries it; made only by signing, or by verifying the log's signature. */
public final class SignedCheckpoint {
    private final Checkpoint checkpoint;
    private final Bytes note;

    SignedCheckpoint(Checkpoint checkpoint, Bytes note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    /**
     * Accepts a note whose signatures are valid and satisfy {@code policy}. Lines of keys that the policy does not know
     * are ignored and stay in the note.
     */
    public static SignedCheckpoint verify(Bytes note, LogPolicy policy) throws InvalidNoteException {
        return new SignedCheckpoint(policy.verify(note), note);
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    public Bytes note() {
        return note;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCheckpoint that && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return note.hashCode();
    }

    @Override
    public String toString() {
        return "SignedCheckpoint[" + checkpoint.origin() + ", " + checkpoint.size() + "]";
    }
}
