package org.sillok.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.log.core.NoteKey;

/** Puts into words what was checked in a consistent bundle and, as important, what was not. */
final class BundleAccounts {
    private BundleAccounts() {}

    static BundleAccount of(
            BundleContent content,
            BundleLayout.Sorted layout,
            Decisions decisions,
            Completeness completeness,
            ProofCheck.Result proof,
            ReceiptsCheck.Result receipts,
            @Nullable RecallAccount recalls,
            Trust trust) {
        List<Account.Check> checked = checked(proof, receipts.statements(), trust);
        List<Account.Check> notChecked = notChecked(proof, receipts, completeness, trust);
        RecallReport.checks(recalls, checked, notChecked);
        int statements = receipts.statements();
        long bytes = 0;
        for (BundleLayout.Released file : layout.files()) {
            bytes += content.digests(file.path()).length();
        }
        List<String> holders = decisions.holders().stream()
                .map(holder -> holder.party().value())
                .sorted()
                .toList();
        List<String> parties = decisions.holders().stream()
                .flatMap(holder -> holder.approvals().stream())
                .map(approval -> approval.party().value())
                .distinct()
                .sorted()
                .toList();
        return new BundleAccount(
                completeness.bundle(),
                content.digests(BundleLayout.TAG_MANIFEST_512).sha256(),
                completeness.status().name(),
                decisions.items().size(),
                layout.files().size(),
                bytes,
                completeness.withheld(),
                statements,
                holders,
                parties,
                new BundleAccount.Log(
                        proof.checkpoint().origin(),
                        proof.signers().stream().map(NoteKey::vkey).toList(),
                        proof.checkpoint().size(),
                        proof.checkpoint().root()),
                proof.times(),
                recalls,
                checked,
                notChecked);
    }

    private static List<Account.Check> checked(ProofCheck.Result proof, int statements, Trust trust) {
        List<Account.Check> checks = new ArrayList<>();
        add(checks, CheckCode.ARCHIVE, "There is no file but those of a bundle, and nothing is hidden between them.");
        add(
                checks,
                CheckCode.MANIFESTS,
                "All four manifests name exactly the files that are here, with their digests.");
        add(checks, CheckCode.BUNDLE_SIGNATURE, "The bundle is signed by a key that it carries.");
        add(checks, CheckCode.CHECKPOINT, "The log's checkpoint is signed by the log's keys.");
        if (statements > 0) {
            add(
                    checks,
                    CheckCode.RECEIPTS,
                    "Every item's receipt holds under that checkpoint, and describes each of the item's files.");
            add(checks, CheckCode.DECISIONS, "Nothing is here without a decision that permits it.");
            add(
                    checks,
                    CheckCode.APPROVALS,
                    "For the holder of every item stand two approvals of this request and revision with different"
                            + " signatures, each with a party's own key and one of them the holder's.");
        }
        add(checks, CheckCode.COMPLETENESS, "Files, receipts, decisions, the list and PREMIS are of the same items.");
        if (!trust.isEmpty() && statements > 0) {
            add(checks, CheckCode.ISSUER, "The signatures of the log are by the keys that you trust.");
            if (postQuantum(proof, trust)) {
                add(checks, CheckCode.POST_QUANTUM, "One of these keys is post-quantum (ML-DSA-44), and it signed.");
            }
        }
        earliest(proof)
                .ifPresent(time -> add(
                        checks,
                        CheckCode.BUNDLE_TIME_STAMPS,
                        "The bundle existed at " + Timestamps.format(time)
                                + ": every time-stamp is over it and by an authority that you named."));
        return checks;
    }

    private static List<Account.Check> notChecked(
            ProofCheck.Result proof, ReceiptsCheck.Result receipts, Completeness completeness, Trust trust) {
        int statements = receipts.statements();
        List<Account.Check> checks = new ArrayList<>();
        if (trust.isEmpty()) {
            add(checks, CheckCode.ISSUER, "Who issued the bundle: no trusted key was given.");
        } else if (statements == 0) {
            add(
                    checks,
                    CheckCode.ISSUER,
                    "Who issued the bundle: it has no items, so no statement leads from its signature to the log.");
        } else if (!postQuantum(proof, trust)) {
            add(
                    checks,
                    CheckCode.POST_QUANTUM,
                    "A post-quantum signature: you named no such key; give the log's policy with --trust.");
        }
        if (statements > 0) {
            add(
                    checks,
                    CheckCode.APPROVED_LINES,
                    "Which items an approval is of: it is signed over a digest of all lines of a holder, also of those that"
                            + " are not here. That its two signatures are those of two people.");
            add(checks, CheckCode.PARTY_KEYS, "Whether the approving keys are those of the parties: ask the parties.");
        }
        if (receipts.earlier() > 0) {
            add(
                    checks,
                    CheckCode.EARLIER_STATEMENTS,
                    "Earlier statements about the items that are not shown: " + receipts.earlier() + ".");
        }
        if (receipts.later() > 0) {
            add(
                    checks,
                    CheckCode.LATER_STATEMENTS,
                    "Later statements about the items that are not shown: " + receipts.later() + ".");
        }
        if (earliest(proof).isEmpty()) {
            add(
                    checks,
                    CheckCode.TIME,
                    proof.times().isEmpty()
                            ? "The times: they are the service's own claim, without an external time-stamp."
                            : "The times: there is a signed time by an authority you have not named, which proves none;"
                                    + " name its root with --tsa-roots.");
        } else {
            add(
                    checks,
                    CheckCode.TIME_REVOCATION,
                    "Whether certificates of the time-stamping authorities were revoked: no list is in the bundle.");
        }
        add(
                checks,
                CheckCode.WITHHELD,
                completeness.status() == Completeness.Status.EXISTENCE_NOT_CONFIRMED
                        ? "Whether there is more: the terms forbid to say. The commitment to the full list cannot be opened"
                                + " here."
                        : "What is withheld, and whether all of it is listed: the commitment to the full list cannot be opened"
                                + " here.");
        add(
                checks,
                CheckCode.DESCRIPTIONS,
                "Cover page, load files, provenance, CASE and RO-Crate: they are as signed, and were not compared with the"
                        + " rest.");
        add(checks, CheckCode.WITNESSES, "Whether the log shows the same to everyone: no witness has countersigned.");
        add(checks, CheckCode.TRUTH, "Whether what was deposited is true.");
        return checks;
    }

    private static boolean postQuantum(ProofCheck.Result proof, Trust trust) {
        List<NoteKey> known = trust.keys(proof.checkpoint().origin());
        return proof.signers().stream()
                .anyMatch(key -> key.type() == NoteKey.Type.ML_DSA_44_COSIGNATURE && known.contains(key));
    }

    private static Optional<Instant> earliest(ProofCheck.Result proof) {
        return proof.times().stream()
                .filter(Account.Time::proven)
                .map(Account.Time::time)
                .min(Comparator.naturalOrder());
    }

    private static void add(List<Account.Check> checks, CheckCode code, String words) {
        checks.add(new Account.Check(code, words));
    }
}
