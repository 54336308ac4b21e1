package org.sillok.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Receipt;
import org.sillok.kernel.Digest;

/**
 * Verifies a receipt with the files it describes: pure, offline, all or nothing. Whatever the receipt contains is
 * checked, or the receipt fails; nothing is optional because it could be left out.
 */
public final class ReceiptVerifier {
    /** A repository has a key for some years: more are there to make work. */
    private static final int MOST_KEYS = 1_000;

    private ReceiptVerifier() {}

    /** Never throws for any receipt. Without {@code trust} the best verdict is a consistent receipt of unknown issuer. */
    public static Verdict verify(byte[] receiptBytes, Trust trust, List<FileDigests> files) {
        Findings findings = new Findings();
        Receipt receipt;
        try {
            receipt = Receipt.parse(receiptBytes);
        } catch (CustodyFormatException e) {
            findings.add(FindingCode.RECEIPT_MALFORMED, "receipt", "This is not a receipt: " + e.getMessage() + ".");
            return new Verdict.Failed(findings.list());
        }
        Optional<LogCheck.Result> log = checkWithoutFiles(receipt, trust, findings);
        List<Account.Time> times = log.map(result -> TimeCheck.check(receipt, result.note(), trust, findings))
                .orElse(List.of());
        List<Account.Match> matches = new ArrayList<>();
        for (FileDigests file : files) {
            FileCheck.check(receipt, file, findings).ifPresent(matches::add);
        }
        if (!findings.isEmpty() || log.isEmpty()) {
            return new Verdict.Failed(findings.list());
        }
        Account account = Accounts.of(receipt, log.get(), times, matches, trust);
        return trust.isEmpty() ? new Verdict.ConsistentUnverifiedIssuer(account) : new Verdict.Verified(account);
    }

    /** All that can be checked of a receipt but its time-stamps and files. */
    static Optional<LogCheck.Result> checkWithoutFiles(Receipt receipt, Trust trust, Findings findings) {
        if (receipt.statementKeys().size() > MOST_KEYS) {
            findings.add(FindingCode.RECEIPT_MALFORMED, "keys", "It names more than " + MOST_KEYS + " statement keys.");
            return Optional.empty();
        }
        Map<Digest, P256PublicKey> keys = new HashMap<>();
        receipt.statementKeys().forEach(key -> keys.put(key.keyId(), key));
        StatementCheck.check(receipt, keys, findings);
        StreamCheck.check(receipt, findings);
        Optional<LogCheck.Result> log = LogCheck.check(receipt, keys, trust, findings);
        log.ifPresent(result -> HeadCheck.check(receipt, keys, result, findings));
        return log;
    }
}
