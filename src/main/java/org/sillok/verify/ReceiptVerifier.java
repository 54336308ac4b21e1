package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Receipt;

/**
 * Verifies a receipt with the files it describes: pure, offline, all or nothing. Whatever the receipt contains is
 * checked, or the receipt fails; nothing is optional because it could be left out.
 */
public final class ReceiptVerifier {
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
        StatementCheck.check(receipt, findings);
        StreamCheck.check(receipt, findings);
        Optional<LogCheck.Result> log = LogCheck.check(receipt, trust, findings);
        log.ifPresent(result -> HeadCheck.check(receipt, result, findings));
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
}
