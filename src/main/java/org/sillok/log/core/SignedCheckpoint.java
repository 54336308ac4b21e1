package org.sillok.log.core;

import java.util.List;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.kernel.Bytes;

/** A checkpoint with the exact note that carries it; made only by signing, or by verifying the log's signature. */
public final class SignedCheckpoint {
    private final Checkpoint checkpoint;
    private final Bytes note;

    private SignedCheckpoint(Checkpoint checkpoint, Bytes note) {
        this.checkpoint = checkpoint;
        this.note = note;
    }

    /** Signs under the checkpoint's origin. */
    public static SignedCheckpoint sign(Checkpoint checkpoint, Ed25519PrivateKey key) {
        Note note = Note.sign(checkpoint.text(), checkpoint.origin(), key);
        return new SignedCheckpoint(checkpoint, Bytes.of(note.bytes()));
    }

    /** Accepts a note that {@code log} signed and whose origin is that key's name. Other lines stay in the note. */
    public static SignedCheckpoint verify(Bytes note, NoteKey log) throws InvalidNoteException {
        Note parsed = Note.parse(note.toArray());
        parsed.verify(List.of(log));
        Checkpoint checkpoint = Checkpoint.parse(parsed.text());
        if (!checkpoint.origin().equals(log.name())) {
            throw new InvalidNoteException("the checkpoint is of another log");
        }
        return new SignedCheckpoint(checkpoint, note);
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
