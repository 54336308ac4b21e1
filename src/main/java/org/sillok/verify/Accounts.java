package org.sillok.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Timestamps;
import org.sillok.log.core.NoteKey;

/** Puts into words what was checked in a consistent receipt and, as important, what was not. */
final class Accounts {
    private Accounts() {}

    static Account of(
            Receipt receipt, LogCheck.Result log, List<Account.Time> times, List<Account.Match> files, Trust trust) {
        boolean trusted = !trust.isEmpty();
        List<NoteKey> known = trust.keys(log.checkpoint().origin());
        boolean postQuantum = log.signers().stream()
                .anyMatch(key -> key.type() == NoteKey.Type.ML_DSA_44_COSIGNATURE && known.contains(key));
        List<Account.Shown> shown = new ArrayList<>();
        for (int i = 0; i < receipt.entries().size(); i++) {
            Receipt.Entry entry = receipt.entries().get(i);
            shown.add(
                    new Account.Shown(entry.signed().statement(), log.indices().get(i), entry.disclosures()));
        }
        return new Account(
                log.checkpoint().origin(),
                log.signers().stream().map(NoteKey::vkey).toList(),
                log.checkpoint().size(),
                log.checkpoint().root(),
                shown,
                times,
                files,
                checked(times, files, trusted, postQuantum),
                notChecked(receipt, times, files, trusted, postQuantum));
    }

    private static List<Account.Check> checked(
            List<Account.Time> times, List<Account.Match> files, boolean trusted, boolean postQuantum) {
        List<Account.Check> checks = new ArrayList<>();
        add(checks, CheckCode.FORM, "Receipt, statements, proofs and head are in their one accepted spelling.");
        add(checks, CheckCode.SIGNATURES, "Every statement is signed by the key it names.");
        add(checks, CheckCode.DISCLOSURES, "Every disclosed fact is one its statement was made with.");
        add(checks, CheckCode.CHAIN, "The statements are of one stream, without gap, each naming the one before.");
        add(checks, CheckCode.INCLUSION, "Every statement is in the log, in the order of its stream.");
        add(checks, CheckCode.CHECKPOINT, "The log's checkpoint is signed by the log's keys.");
        add(checks, CheckCode.HEAD, "The signed head of the stream agrees with statements and log.");
        if (trusted) {
            add(checks, CheckCode.ISSUER, "The signatures of the log are by the keys that you trust.");
        }
        if (postQuantum) {
            add(checks, CheckCode.POST_QUANTUM, "One of these keys is post-quantum (ML-DSA-44), and it signed.");
        }
        earliest(times)
                .ifPresent(time -> add(
                        checks,
                        CheckCode.TIME_STAMPS,
                        "The statements existed at " + Timestamps.format(time)
                                + ": every time-stamp is over this checkpoint and by an authority that you named."));
        if (!files.isEmpty()) {
            add(checks, CheckCode.FILES, "Every given file has the length, SHA-256 and SHA-512 that were recorded.");
        }
        return checks;
    }

    private static List<Account.Check> notChecked(
            Receipt receipt,
            List<Account.Time> times,
            List<Account.Match> files,
            boolean trusted,
            boolean postQuantum) {
        List<Account.Check> checks = new ArrayList<>();
        if (!trusted) {
            add(checks, CheckCode.ISSUER, "Who issued the receipt: no trusted key was given.");
        }
        if (trusted && !postQuantum) {
            add(
                    checks,
                    CheckCode.POST_QUANTUM,
                    "A post-quantum signature: you named no such key; give the log's policy with --trust.");
        }
        long missing = FileCheck.described(receipt).stream()
                .filter(file -> files.stream().noneMatch(match -> file.is(match.file())))
                .count();
        if (missing > 0) {
            add(
                    checks,
                    CheckCode.FILES_NOT_GIVEN,
                    "Files that the receipt describes and that were not given: " + missing + ".");
        }
        Statement first = receipt.entries().get(0).signed().statement();
        Statement last =
                receipt.entries().get(receipt.entries().size() - 1).signed().statement();
        long later = receipt.head().head().seq() - last.seq();
        if (first.seq() > 0) {
            add(
                    checks,
                    CheckCode.EARLIER_STATEMENTS,
                    "Earlier statements of the stream that are not shown: " + first.seq() + ".");
        }
        if (later > 0) {
            add(
                    checks,
                    CheckCode.LATER_STATEMENTS,
                    "Later statements of the stream that are not shown: " + later + ".");
        }
        addTime(checks, times);
        add(checks, CheckCode.WITNESSES, "Whether the log shows the same to everyone: no witness has countersigned.");
        add(checks, CheckCode.WITHHELD, "What is withheld: undisclosed facts cannot be told from padding.");
        if (receipt.entries().stream()
                .anyMatch(entry -> Facts.find(entry.disclosures(), DisclosureName.of(Field.METADATA))
                        .isPresent())) {
            add(checks, CheckCode.METADATA, "The metadata record: only its digest is in the receipt.");
        }
        if (receipt.entries().stream()
                .anyMatch(entry -> !entry.signed().statement().ciphertexts().isEmpty())) {
            add(
                    checks,
                    CheckCode.STORED_CIPHERTEXT,
                    "The encrypted copies in the repository: only their digests are here.");
        }
        add(checks, CheckCode.TRUTH, "Whether what was deposited is true.");
        return checks;
    }

    /** Proven is only that the statements were there at a time; when before that they were made is the service's claim. */
    private static void addTime(List<Account.Check> checks, List<Account.Time> times) {
        if (times.isEmpty()) {
            add(checks, CheckCode.TIME, "The times: they are the service's own claim, without an external time-stamp.");
            return;
        }
        add(
                checks,
                CheckCode.TIME,
                earliest(times).isPresent()
                        ? "The times in the statements: they are the service's own claim, up to the time that is proven."
                        : "The times: there is a signed time by an authority you have not named, which proves none;"
                                + " name its root with --tsa-roots.");
        add(
                checks,
                CheckCode.TIME_REVOCATION,
                "Whether certificates of the time-stamping authorities were revoked: no list is in the receipt.");
    }

    private static Optional<Instant> earliest(List<Account.Time> times) {
        return times.stream()
                .filter(Account.Time::proven)
                .map(Account.Time::time)
                .min(Comparator.naturalOrder());
    }

    private static void add(List<Account.Check> checks, CheckCode code, String words) {
        checks.add(new Account.Check(code, words));
    }
}
