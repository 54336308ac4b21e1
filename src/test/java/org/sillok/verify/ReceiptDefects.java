package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sillok.verify.BundleUnderTest.FIRST_FILE;
import static org.sillok.verify.BundleUnderTest.FIRST_RECEIPT;
import static org.sillok.verify.BundleUnderTest.SECOND_FILE;
import static org.sillok.verify.BundleUnderTest.SECOND_RECEIPT;

import java.util.List;
import java.util.function.UnaryOperator;
import org.sillok.bundle.SampleBundle;
import org.sillok.crypto.TestAuthority;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.SignedStatement;
import org.sillok.kernel.Bytes;

/** The receipts of the items, and the files that they describe. */
final class ReceiptDefects extends BundleDefects {
    private static final TestAuthority AUTHORITY = TestAuthority.named("Alpha");

    ReceiptDefects() {
        receipts();
    }

    private void receipts() {
        sealed(
                "a receipt in another spelling",
                bundle -> bundle.text(FIRST_RECEIPT, text -> text + "\n"),
                FindingCode.RECEIPT_MALFORMED);
        receipt(
                "a statement's signature of another statement",
                FindingCode.STATEMENT_SIGNATURE,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                new SignedStatement(
                                        first(receipt).signed().statement(),
                                        Bytes.of(CustodyFixtures.aStatementKey().sign("else".getBytes(UTF_8)))),
                                first(receipt).disclosures(),
                                first(receipt).proof())));
        fixLast(FindingCode.STATEMENT_SIGNATURE, FindingCode.PROOF_INVALID);
        receipt(
                "a withheld time",
                FindingCode.DISCLOSURE_MISSING,
                receipt -> with(receipt, without(receipt, Field.TIME)));
        receipt(
                "a withheld digest of a released file",
                FindingCode.FILE_DIFFERS,
                receipt -> with(receipt, without(receipt, Field.SHA512)));
        sealed(
                "a disclosure of another item",
                bundle -> bundle.receipt(
                        FIRST_RECEIPT,
                        receipt -> with(
                                receipt,
                                new Receipt.Entry(
                                        first(receipt).signed(),
                                        first(parse(bundle, SECOND_RECEIPT)).disclosures(),
                                        first(receipt).proof()))),
                FindingCode.DISCLOSURE_FOREIGN,
                FindingCode.HEAD_CONTRADICTION,
                FindingCode.ITEMS_DIFFER,
                FindingCode.FILE_DIFFERS);
        receipt(
                "a proof of another entry",
                FindingCode.PROOF_INVALID,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                first(receipt).signed(),
                                first(receipt).disclosures(),
                                first(receipt).proof().replace("index 0\n", "index 1\n"))));
        receipt(
                "a proof with something added",
                FindingCode.PROOF_MALFORMED,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                first(receipt).signed(),
                                first(receipt).disclosures(),
                                first(receipt).proof() + "\n")));
        receipt(
                "another log's key",
                FindingCode.LOG_KEYS,
                receipt -> keys(
                        receipt,
                        List.of(
                                receipt.logKeys().get(0),
                                receipt.logKeys().get(1),
                                VerifyFixtures.anotherLogKey().log().vkey())));
        fixLast(FindingCode.LOG_KEYS, FindingCode.BUNDLE_CHECKPOINT);
        receipt(
                "a statement key too many",
                FindingCode.STATEMENT_KEYS,
                receipt -> new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        List.of(
                                receipt.statementKeys().get(0),
                                SampleBundle.partyKey().publicKey()),
                        receipt.logKeys(),
                        receipt.times()));
        fixLast(FindingCode.STATEMENT_KEYS, FindingCode.BUNDLE_KEYS);
        receipt(
                "a head signed by a stranger",
                FindingCode.HEAD_SIGNATURE,
                receipt -> new Receipt(
                        receipt.entries(),
                        new SignedHead(
                                receipt.head().head(),
                                Bytes.of(SampleBundle.partyKey()
                                        .sign(receipt.head().head().bytes().toArray()))),
                        receipt.statementKeys(),
                        receipt.logKeys(),
                        receipt.times()));
        sealed(
                "a head of another item",
                bundle -> bundle.receipt(
                        FIRST_RECEIPT,
                        receipt -> new Receipt(
                                receipt.entries(),
                                parse(bundle, SECOND_RECEIPT).head(),
                                receipt.statementKeys(),
                                receipt.logKeys(),
                                receipt.times())),
                FindingCode.HEAD_CONTRADICTION);
        receipt(
                "a time-stamp in a receipt that is none",
                FindingCode.TIME_STAMP_INVALID,
                receipt -> new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        receipt.statementKeys(),
                        receipt.logKeys(),
                        List.of(AUTHORITY.token("else".getBytes(UTF_8), BundleUnderTest.SIGNED))));
        sealed(
                "the receipts of two items exchanged",
                bundle -> {
                    byte[] one = bundle.get(FIRST_RECEIPT);
                    bundle.files.put(FIRST_RECEIPT, bundle.get(SECOND_RECEIPT));
                    bundle.files.put(SECOND_RECEIPT, one);
                },
                FindingCode.FILE_DIFFERS);
        sealed(
                "one receipt for two items",
                bundle -> bundle.files.put(SECOND_RECEIPT, bundle.get(FIRST_RECEIPT)),
                FindingCode.ITEMS_DIFFER,
                FindingCode.FILE_DIFFERS);
        sealed("an item without a receipt", bundle -> bundle.remove(FIRST_RECEIPT), FindingCode.ITEMS_DIFFER);
        sealed(
                "a receipt without an item",
                bundle -> bundle.files.put("data/custody/EV-000003.sillok.json", bundle.get(FIRST_RECEIPT)),
                FindingCode.ITEMS_DIFFER);
        sealed(
                "a released file with other bytes, all else made again",
                bundle -> bundle.release(FIRST_FILE, "other bytes".getBytes(UTF_8)),
                FindingCode.FILE_DIFFERS);
        sealed(
                "a released file with the bytes of another of the item's files",
                bundle -> bundle.release(FIRST_FILE, bundle.get(SECOND_FILE)),
                FindingCode.FILE_DIFFERS);
        sealed(
                "a released file with the bytes of another item's file",
                bundle -> bundle.release(FIRST_FILE, bundle.get("data/items/EV-000002/v1-3.pdf")),
                FindingCode.FILE_DIFFERS);
        sealed("an emptied released file", bundle -> bundle.release(FIRST_FILE, new byte[0]), FindingCode.FILE_DIFFERS);
        sealed(
                "a receipt of another log",
                bundle -> bundle.files.put(
                        FIRST_RECEIPT,
                        VerifyFixtures.aLogWith(1).receipt(0, 0).write().toArray()),
                FindingCode.BUNDLE_CHECKPOINT,
                FindingCode.FILE_DIFFERS);
    }

    private void receipt(String name, FindingCode code, UnaryOperator<Receipt> change) {
        sealed(name, bundle -> bundle.receipt(FIRST_RECEIPT, change), code);
    }

    private static Receipt with(Receipt receipt, Receipt.Entry entry) {
        return new Receipt(List.of(entry), receipt.head(), receipt.statementKeys(), receipt.logKeys(), receipt.times());
    }

    private static Receipt.Entry first(Receipt receipt) {
        return receipt.entries().get(0);
    }

    private static Receipt keys(Receipt receipt, List<String> log) {
        return new Receipt(receipt.entries(), receipt.head(), receipt.statementKeys(), log, receipt.times());
    }

    private static Receipt parse(BundleUnderTest bundle, String name) {
        try {
            return Receipt.parse(bundle.get(name));
        } catch (org.sillok.custody.core.CustodyFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static Receipt.Entry without(Receipt receipt, Field field) {
        Receipt.Entry entry = first(receipt);
        return new Receipt.Entry(
                entry.signed(),
                entry.disclosures().stream()
                        .filter(disclosure -> disclosure.name().field() != field)
                        .toList(),
                entry.proof());
    }
}
