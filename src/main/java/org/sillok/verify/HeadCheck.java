package org.sillok.verify;

import java.util.List;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Head;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.StreamId;

/**
 * The head: signed by the key of the last statement shown, about the same stream and log, and in agreement with what
 * is proven about each statement's place.
 */
final class HeadCheck {
    private static final String PLACE = "head";

    private HeadCheck() {}

    static void check(Receipt receipt, LogCheck.Result log, Findings findings) {
        Head head = receipt.head().head();
        List<Receipt.Entry> entries = receipt.entries();
        Statement last = entries.get(entries.size() - 1).signed().statement();
        checkSignature(receipt, last, findings);
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

    private static void checkSignature(Receipt receipt, Statement last, Findings findings) {
        receipt.statementKeys().stream()
                .filter(key -> key.keyId().equals(last.keyId()))
                .findAny()
                .ifPresent(key -> {
                    try {
                        receipt.head().verify(key);
                    } catch (SignatureInvalidException e) {
                        findings.add(
                                FindingCode.HEAD_SIGNATURE,
                                PLACE,
                                "The head's signature does not hold: " + e.getMessage() + ".");
                    }
                });
    }

    private static void agrees(Findings findings, boolean condition, String words) {
        findings.unless(condition, FindingCode.HEAD_CONTRADICTION, PLACE, words);
    }
}
