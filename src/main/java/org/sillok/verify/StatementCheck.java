package org.sillok.verify;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Digest;

/** Each statement by itself: its signature, and that every disclosure is one of its own. */
final class StatementCheck {
    private StatementCheck() {}

    static void check(Receipt receipt, Map<Digest, P256PublicKey> keys, Findings findings) {
        Set<P256PublicKey> unused = new HashSet<>(receipt.statementKeys());
        for (Receipt.Entry entry : receipt.entries()) {
            Statement statement = entry.signed().statement();
            String place = place(statement);
            P256PublicKey key = keys.get(statement.keyId());
            if (key == null) {
                findings.add(
                        FindingCode.STATEMENT_KEYS, place, "The key that the statement names is not in the receipt.");
            } else {
                unused.remove(key);
                checkSignature(entry, key, findings);
            }
            checkDisclosures(entry, findings);
        }
        for (P256PublicKey key : unused) {
            findings.add(FindingCode.STATEMENT_KEYS, "keys", "No statement names the " + key + ".");
        }
    }

    static String place(Statement statement) {
        return "statement " + statement.seq();
    }

    private static void checkSignature(Receipt.Entry entry, P256PublicKey key, Findings findings) {
        try {
            entry.signed().verify(key);
        } catch (SignatureInvalidException e) {
            findings.add(
                    FindingCode.STATEMENT_SIGNATURE,
                    place(entry.signed().statement()),
                    "The signature does not hold: " + e.getMessage() + ".");
        }
    }

    private static void checkDisclosures(Receipt.Entry entry, Findings findings) {
        Statement statement = entry.signed().statement();
        Set<Digest> digests = new HashSet<>(statement.disclosures());
        Set<DisclosureName> names = new HashSet<>();
        for (Disclosure disclosure : entry.disclosures()) {
            names.add(disclosure.name());
            findings.unless(
                    digests.contains(disclosure.digest()),
                    FindingCode.DISCLOSURE_FOREIGN,
                    place(statement) + ", " + disclosure.name(),
                    "The statement was not made with this disclosure.");
        }
        for (Field field : new Field[] {Field.STREAM, Field.TYPE, Field.TIME}) {
            findings.unless(
                    names.contains(DisclosureName.of(field)),
                    FindingCode.DISCLOSURE_MISSING,
                    place(statement),
                    "A receipt discloses " + field.text() + ", and this statement's is withheld.");
        }
    }
}
