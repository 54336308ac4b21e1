package org.sillok.log.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sillok.crypto.CheckedSigner;
import org.sillok.crypto.Signer;
import org.sillok.kernel.Bytes;

/**
 * Signs a log's checkpoints: an Ed25519 line, which every tool of today verifies, and an ML-DSA-44 line, which a quantum
 * computer of tomorrow cannot forge. Each signature is verified before it is released.
 */
public final class CheckpointSigner {
    private final NoteKey log;
    private final NoteKey postQuantum;
    private final Signer ed25519;
    private final Signer mlDsa44;

    /** @throws IllegalArgumentException if the signers' keys are of other kinds */
    public CheckpointSigner(String origin, Signer ed25519, Signer mlDsa44) {
        this.log = new NoteKey(origin, NoteKey.Type.ED25519, ed25519.publicKey());
        this.postQuantum = new NoteKey(origin, NoteKey.Type.ML_DSA_44_COSIGNATURE, mlDsa44.publicKey());
        this.ed25519 = new CheckedSigner(ed25519);
        this.mlDsa44 = new CheckedSigner(mlDsa44);
    }

    /** The key of the Ed25519 line. */
    public NoteKey log() {
        return log;
    }

    /** The key of the ML-DSA-44 line. */
    public NoteKey postQuantum() {
        return postQuantum;
    }

    /** What a verifier should ask of this log's checkpoints: both lines. */
    public LogPolicy policy() {
        return LogPolicy.of(log, postQuantum);
    }

    /**
     * Signs {@code checkpoint}.
     *
     * @param time seconds since the epoch, stated in the ML-DSA-44 line: the service's own claim, evidence of nothing
     * @throws IllegalArgumentException if the checkpoint is of another log
     */
    public SignedCheckpoint sign(Checkpoint checkpoint, long time) {
        if (!checkpoint.origin().equals(log.name())) {
            throw new IllegalArgumentException("the checkpoint is of another log");
        }
        String text = checkpoint.text();
        byte[] signature = ed25519.sign(text.getBytes(StandardCharsets.UTF_8));
        // A clock before 1970 tells nothing, which is what 0 says.
        long stated = Math.max(0, time);
        byte[] cosignature = mlDsa44.sign(Cosignature.subtree(log.name(), stated, checkpoint));
        Note note = new Note(
                text,
                List.of(
                        new Note.Line(log.name(), log.id(), Bytes.of(signature)),
                        new Note.Line(
                                log.name(),
                                postQuantum.id(),
                                Bytes.of(new Cosignature(stated, Bytes.of(cosignature)).bytes()))));
        return new SignedCheckpoint(checkpoint, Bytes.of(note.bytes()));
    }

    /** Whether these are the keys that a log began with. */
    public boolean signsFor(NoteKey ed25519Key, NoteKey mlDsa44Key) {
        return log.equals(ed25519Key) && postQuantum.equals(mlDsa44Key);
    }
}
