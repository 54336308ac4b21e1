package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedStatement;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.Note;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.TlogProof;

/** The log: one checkpoint, signed by the right keys, whose tree holds every statement in the order of the stream. */
final class LogCheck {
    /** What was shown: the checkpoint, who signed it, and each statement's index in the order of the receipt. */
    record Result(Bytes note, Checkpoint checkpoint, List<NoteKey> signers, List<Long> indices) {}

    private LogCheck() {}

    static Optional<Result> check(Receipt receipt, Map<Digest, P256PublicKey> keys, Trust trust, Findings findings) {
        List<TlogProof> proofs = proofs(receipt, findings);
        if (proofs.size() != receipt.entries().size()) {
            return Optional.empty();
        }
        Set<Bytes> notes = proofs.stream().map(TlogProof::checkpointNote).collect(Collectors.toSet());
        if (notes.size() != 1) {
            findings.add(
                    FindingCode.CHECKPOINTS_DIFFER, "proofs", "The proofs do not all refer to the same checkpoint.");
            return Optional.empty();
        }
        String origin = receipt.entries().get(0).signed().statement().origin();
        try {
            Note note = Note.parse(notes.iterator().next().toArray());
            List<NoteKey> signers = signers(note, origin, receipt, trust, findings);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            findings.unless(
                    checkpoint.origin().equals(origin),
                    FindingCode.CHECKPOINT_INVALID,
                    "checkpoint",
                    "The checkpoint is of another log than the statements.");
            checkInclusion(receipt, keys, proofs, checkpoint, findings);
            return Optional.of(new Result(
                    notes.iterator().next(),
                    checkpoint,
                    signers,
                    proofs.stream().map(TlogProof::index).toList()));
        } catch (InvalidNoteException e) {
            findings.add(
                    FindingCode.CHECKPOINT_INVALID,
                    "checkpoint",
                    "The checkpoint does not hold: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static List<TlogProof> proofs(Receipt receipt, Findings findings) {
        List<TlogProof> proofs = new ArrayList<>();
        for (Receipt.Entry entry : receipt.entries()) {
            String place = StatementCheck.place(entry.signed().statement()) + ", proof";
            try {
                TlogProof proof = TlogProof.parse(entry.proof());
                // Extra data is outside of every signature, so nothing could vouch for it.
                if (proof.text().equals(entry.proof()) && proof.extra().length() == 0) {
                    proofs.add(proof);
                } else {
                    findings.add(FindingCode.PROOF_MALFORMED, place, "This is not the one spelling of a proof.");
                }
            } catch (InvalidNoteException e) {
                findings.add(FindingCode.PROOF_MALFORMED, place, "This is not a proof: " + e.getMessage() + ".");
            }
        }
        return proofs;
    }

    private static List<NoteKey> signers(Note note, String origin, Receipt receipt, Trust trust, Findings findings)
            throws InvalidNoteException {
        List<NoteKey> copies = copies(receipt, origin, findings);
        List<NoteKey> trusted = trust.keys(origin);
        List<NoteKey> known =
                Stream.concat(copies.stream(), trusted.stream()).distinct().toList();
        List<NoteKey> signers = note.verify(known);
        findings.unless(
                signers.size() == note.signatures().size(),
                FindingCode.CHECKPOINT_INVALID,
                "checkpoint",
                "The checkpoint carries a signature by an unknown key, or one key's signature twice.");
        findings.unless(
                signers.containsAll(copies),
                FindingCode.LOG_KEYS,
                "keys",
                "The receipt carries a log key that did not sign the checkpoint.");
        findings.unless(
                trust.isEmpty() || trust.isMetBy(signers, origin),
                FindingCode.ISSUER_NOT_TRUSTED,
                "checkpoint",
                "The checkpoint of " + origin + " is not signed by every key that you trust or require.");
        return signers;
    }

    private static List<NoteKey> copies(Receipt receipt, String origin, Findings findings) {
        List<NoteKey> copies = new ArrayList<>();
        for (String vkey : receipt.logKeys()) {
            try {
                NoteKey key = NoteKey.parse(vkey);
                if (key.vkey().equals(vkey) && key.name().equals(origin)) {
                    copies.add(key);
                } else {
                    findings.add(FindingCode.LOG_KEYS, "keys", "A log key in the receipt is of another log.");
                }
            } catch (InvalidNoteException e) {
                findings.add(FindingCode.LOG_KEYS, "keys", "A log key in the receipt: " + e.getMessage() + ".");
            }
        }
        return copies;
    }

    private static void checkInclusion(
            Receipt receipt,
            Map<Digest, P256PublicKey> keys,
            List<TlogProof> proofs,
            Checkpoint checkpoint,
            Findings findings) {
        for (int i = 0; i < proofs.size(); i++) {
            SignedStatement signed = receipt.entries().get(i).signed();
            TlogProof proof = proofs.get(i);
            String place = StatementCheck.place(signed.statement()) + ", proof";
            leafHash(signed, keys).ifPresent(leaf -> {
                try {
                    new InclusionProof(proof.index(), checkpoint.size(), proof.path()).verify(leaf, checkpoint.root());
                } catch (InvalidProofException e) {
                    findings.add(
                            FindingCode.PROOF_INVALID,
                            place,
                            "The proof does not show the statement in the log: " + e.getMessage() + ".");
                }
            });
            findings.unless(
                    i == 0 || proofs.get(i - 1).index() < proof.index(),
                    FindingCode.LOG_ORDER,
                    place,
                    "The statement stands in the log before the one it follows.");
        }
    }

    /** Empty if the statement's key is missing or its signature cannot be one, which is a finding already. */
    private static Optional<Digest> leafHash(SignedStatement signed, Map<Digest, P256PublicKey> keys) {
        return Optional.ofNullable(keys.get(signed.statement().keyId()))
                .map(P256PublicKey::spki)
                .filter(spki -> isPlausible(signed.signature()))
                .map(spki -> Merkle.leafHash(HashedRekordLeaf.of(
                        signed.statement().digest(), signed.signature().toArray(), spki)));
    }

    private static boolean isPlausible(Bytes signature) {
        return signature.length() > 0 && signature.length() <= 1024;
    }
}
