package org.sillok.audit;

import java.util.List;
import java.util.Optional;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.kernel.Bytes;
import org.sillok.log.StoredLog;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Note;
import org.sillok.log.core.SignedCheckpoint;

/**
 * A checkpoint that says what the log must contain. Read before the moment that the audit looks at, so that the log may
 * only be ahead of it.
 *
 * @param place where it is kept
 * @param note its bytes as found
 * @param outside whether it is kept outside of database and object store, and so binds even if both were set back
 */
record Anchor(Place place, Bytes note, boolean outside) {
    /** Verified, the heads that a tree must have; what does not verify or is ahead of the log is a finding. */
    static List<TreeHead> heads(List<Anchor> anchors, StoredLog log, LogPolicy policy, Findings findings) {
        return anchors.stream()
                .flatMap(anchor -> anchor.head(log, policy, findings).stream())
                .toList();
    }

    /** The log that a note says it is of, unverified. */
    static Optional<String> origin(Bytes note) {
        try {
            return Optional.of(
                    Checkpoint.parse(Note.parse(note.toArray()).text()).origin());
        } catch (InvalidNoteException e) {
            return Optional.empty();
        }
    }

    private Optional<TreeHead> head(StoredLog log, LogPolicy policy, Findings findings) {
        Checkpoint checkpoint;
        try {
            checkpoint = SignedCheckpoint.verify(note, policy).checkpoint();
        } catch (InvalidNoteException e) {
            findings.add(
                    outside ? FindingCode.ANCHOR_INVALID : FindingCode.CHECKPOINT_INVALID,
                    place,
                    "it is not signed by the log " + log.origin());
            return Optional.empty();
        }
        if (checkpoint.size() > log.size()) {
            findings.add(
                    FindingCode.ROLLED_BACK,
                    place,
                    "it covers " + checkpoint.size() + " entries, the database " + log.size());
            return Optional.empty();
        }
        return Optional.of(new TreeHead(
                place,
                checkpoint.size(),
                checkpoint.root(),
                outside ? FindingCode.FORKED : FindingCode.CHECKPOINT_INVALID,
                "the stored log has another root at size " + checkpoint.size()));
    }
}
