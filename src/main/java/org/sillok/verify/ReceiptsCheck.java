package org.sillok.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.StreamKind;
import org.sillok.log.core.NoteKey;

/**
 * Each item's receipt by itself, under the bundle's one checkpoint, and each released file against its own item's receipt:
 * a receipt that holds says nothing about files that it does not describe.
 */
final class ReceiptsCheck {
    private static final int LONGEST_RECEIPT = 64 << 20;

    private final BundleContent content;
    private final ProofCheck.Result proof;
    private final Trust trust;
    private final Findings findings;
    private final Map<String, List<BundleLayout.Released>> files = new HashMap<>();
    private final Set<P256PublicKey> used = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private int statements;
    private long earlier;
    private long later;

    /**
     * How much the receipts show.
     *
     * @param statements how many they have
     * @param earlier how many come before them in their streams and are not shown
     * @param later how many come after them up to the heads and are not shown
     */
    record Result(int statements, long earlier, long later) {}

    private ReceiptsCheck(BundleContent content, ProofCheck.Result proof, Trust trust, Findings findings) {
        this.content = content;
        this.proof = proof;
        this.trust = trust;
        this.findings = findings;
    }

    /** Checks all of them. */
    static Result check(
            BundleContent content,
            BundleLayout.Sorted layout,
            Decisions decisions,
            ProofCheck.Result proof,
            Trust trust,
            Findings findings)
            throws IOException {
        ReceiptsCheck check = new ReceiptsCheck(content, proof, trust, findings);
        for (BundleLayout.Released file : layout.files()) {
            check.files
                    .computeIfAbsent(file.number(), number -> new ArrayList<>())
                    .add(file);
        }
        Map<String, Long> versions = new HashMap<>();
        decisions.items().forEach(item -> versions.put(item.number(), item.version()));
        for (String name : layout.receipts()) {
            String number = BundleLayout.receiptNumber(name).orElseThrow();
            check.receipt(name, number, versions.getOrDefault(number, 0L));
        }
        if (!layout.receipts().isEmpty() && !check.used.equals(proof.keys())) {
            findings.add(
                    FindingCode.BUNDLE_KEYS,
                    "proof/keys",
                    "These are not exactly the keys that signed the statements.");
        }
        return new Result(check.statements, check.earlier, check.later);
    }

    private void receipt(String name, String number, long version) throws IOException {
        Findings here = findings.within(name);
        Receipt receipt;
        try {
            receipt = Receipt.parse(content.bytes(name, LONGEST_RECEIPT));
        } catch (CustodyFormatException e) {
            here.add(FindingCode.RECEIPT_MALFORMED, "receipt", "This is not a receipt: " + e.getMessage() + ".");
            return;
        }
        Optional<LogCheck.Result> log = ReceiptVerifier.checkWithoutFiles(receipt, trust, here);
        if (log.isEmpty()) {
            return;
        }
        TimeCheck.check(receipt, log.get().note(), trust, here);
        here.unless(
                log.get().note().equals(proof.note()),
                FindingCode.BUNDLE_CHECKPOINT,
                "proofs",
                "The receipt refers to another checkpoint than the bundle.");
        here.unless(
                proof.policyKeys().stream().map(NoteKey::vkey).toList().containsAll(receipt.logKeys()),
                FindingCode.BUNDLE_CHECKPOINT,
                "keys",
                "The receipt bears a log key that the bundle's policy does not name.");
        used.addAll(receipt.statementKeys());
        List<Receipt.Entry> entries = receipt.entries();
        statements += entries.size();
        earlier += entries.get(0).signed().statement().seq();
        later += Math.max(
                0,
                receipt.head().head().seq()
                        - entries.get(entries.size() - 1).signed().statement().seq());
        subject(receipt, version, here);
        for (BundleLayout.Released file : files.getOrDefault(number, List.of())) {
            findings.unless(
                    FileCheck.isReleased(receipt, content.digests(file.path()), file.version(), file.file()),
                    FindingCode.FILE_DIFFERS,
                    file.path(),
                    "No statement in the item's receipt describes these bytes as this file of this version.");
        }
    }

    private void subject(Receipt receipt, long version, Findings here) {
        Receipt.Entry first = receipt.entries().get(0);
        boolean ofAnItem = Facts.text(first.disclosures(), Field.TYPE)
                .map(EventType::valueOf)
                .filter(type -> type.stream() == StreamKind.ITEM)
                .isPresent();
        String stream = Facts.text(first.disclosures(), Field.STREAM).orElse("");
        here.unless(
                ofAnItem && seen.add(stream + " " + version),
                FindingCode.ITEMS_DIFFER,
                "statements",
                "The receipt is not about an item, or this version of the item is here under another number too.");
    }
}
