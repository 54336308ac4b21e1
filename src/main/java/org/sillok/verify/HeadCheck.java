package org.sillok.verify;

import java.util.List;
import java.util.Map;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Digest;
import org.sillok.kernel.StreamId;

/**
 * The head: signed by the key of the last statement shown, about the same stream and log, and in agreement with what
 * is proven about each statement's place.
 */
final class HeadCheck {
    private static final String PLACE = "head";

    private HeadCheck() {}

    static void check(Receipt receipt, Map<Digest, P256PublicKey> keys, LogCheck.Result log, Findings findings) {
        Head head = receipt.head().head();
        List<Receipt.Entry> entries = receipt.entries();
        Statement last = entries.get(entries.size() - 1).signed().statement();
        checkSignature(receipt, keys, last, findings);
        agrees(findings, head.origin().equals(last.origin()), "It is about another log.");
        Facts.text(entries.get(0).disclosures(), Field.STREAM)
                .ifPresent(stream -> agrees(findings, head.isOf(new StreamId(stream)), "It is about another stream."));
        agrees(findings, head.size() <= log.checkpoint().size(), "It speaks of a larger log than the checkpoint.");
        for (int i = 0; i < entries.size(); i++) {
            Statement statement = entries.get(i).signed().statement();
            String place = StatementCheck.place(statement);
            agrees(
                    findings,
                    (statement.seq() <= head.seq()) == (log.indices().get(i) < head.size()),
                    "It counts up to statement " + head.seq() + " among the first " + head.size()
                            + " log entries, which does not fit the place of " + place + ".");
            agrees(
                    findings,
                    statement.seq() != head.seq() || statement.digest().equals(head.last()),
                    "It names another digest for " + place + ".");
        }
    }

    /** A key that is missing is a finding already. */
    private static void checkSignature(
            Receipt receipt, Map<Digest, P256PublicKey> keys, Statement last, Findings findings) {
        P256PublicKey key = keys.get(last.keyId());
        if (key == null) {
            return;
        }
        try {
            receipt.head().verify(key);
        } catch (SignatureInvalidException e) {
            findings.add(
                    FindingCode.HEAD_SIGNATURE, PLACE, "The head's signature does not hold: " + e.getMessage() + ".");
        }
    }

    private static void agrees(Findings findings, boolean condition, String words) {
        findings.unless(condition, FindingCode.HEAD_CONTRADICTION, PLACE, words);
    }
}
