package org.sillok.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Note;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SignedCheckpoint;

/** Whether a note is a checkpoint that the policy holds valid, and if not, what is the matter with it. */
sealed interface NoteCheck {
    record Valid(SignedCheckpoint signed) implements NoteCheck {
        Checkpoint checkpoint() {
            return signed.checkpoint();
        }
    }

    record Invalid(SignalCode code, String words) implements NoteCheck {
        /** Whether what there is of trusted signatures holds, so that somebody has to answer for it. */
        boolean isSigned() {
            return code == SignalCode.SIGNATURE_MISSING || code == SignalCode.POLICY_NOT_MET;
        }
    }

    static NoteCheck of(Bytes bytes, LogPolicy policy) {
        Note note;
        Checkpoint checkpoint;
        try {
            note = Note.parse(bytes.toArray());
            checkpoint = Checkpoint.parse(note.text());
        } catch (InvalidNoteException e) {
            return new Invalid(
                    SignalCode.CHECKPOINT_MALFORMED, "What is served as checkpoint is none: " + e.getMessage() + ".");
        }
        List<NoteKey> logs = policy.logs().stream().map(LogPolicy.Member::key).toList();
        if (logs.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            return new Invalid(SignalCode.OTHER_LOG, "The checkpoint is of a log that the policy does not know.");
        }
        List<NoteKey> missing = new ArrayList<>();
        for (NoteKey key : policy.keys(checkpoint.origin())) {
            if (note.signatures().stream()
                    .noneMatch(line -> line.name().equals(key.name()) && line.keyId() == key.id())) {
                missing.add(key);
                continue;
            }
            try {
                note.verify(List.of(key));
            } catch (InvalidNoteException e) {
                return new Invalid(SignalCode.SIGNATURE_INVALID, "The signature by " + name(key) + " does not hold.");
            }
        }
        try {
            return new Valid(SignedCheckpoint.verify(bytes, policy));
        } catch (InvalidNoteException e) {
            return lacking(note, checkpoint, policy.keys(checkpoint.origin()), missing);
        }
    }

    private static Invalid lacking(Note note, Checkpoint checkpoint, List<NoteKey> known, List<NoteKey> missing) {
        boolean ownIsMissing = missing.stream().anyMatch(key -> key.name().equals(checkpoint.origin()));
        boolean strangerSigned = note.signatures().stream()
                .filter(line -> line.name().equals(checkpoint.origin()))
                .anyMatch(line -> known.stream().noneMatch(key -> key.id() == line.keyId()));
        if (ownIsMissing && strangerSigned) {
            return new Invalid(
                    SignalCode.KEY_CHANGED, "The checkpoint is signed under the log's name with another key.");
        }
        if (!missing.isEmpty()) {
            return new Invalid(
                    ownIsMissing ? SignalCode.SIGNATURE_MISSING : SignalCode.POLICY_NOT_MET,
                    "The checkpoint lacks the signature by "
                            + String.join(
                                    ", ", missing.stream().map(NoteCheck::name).toList()) + ".");
        }
        return new Invalid(SignalCode.POLICY_NOT_MET, "The signatures do not meet the policy.");
    }

    private static String name(NoteKey key) {
        return String.format(Locale.ROOT, "%s+%08x", key.name(), key.id());
    }
}
