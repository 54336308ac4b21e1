package org.sillok.verify;

import java.util.List;
import java.util.Locale;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/** The verdict for a person: the answer first, then what the receipt says, then what was and was not checked. */
final class TextReport {
    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    static String of(String receipt, Verdict verdict) {
        TextReport report = new TextReport();
        if (verdict instanceof Verdict.Failed failed) {
            report.failed(receipt, failed.findings());
        } else if (verdict instanceof Verdict.Verified verified) {
            report.line("VERIFIED   " + Printable.line(receipt));
            report.line("Everything holds, and the log " + verified.account().origin()
                    + " signed with keys that you trust.");
            report.account(verified.account());
        } else if (verdict instanceof Verdict.ConsistentUnverifiedIssuer consistent) {
            report.line("CONSISTENT, ISSUER UNVERIFIED   " + Printable.line(receipt));
            report.line("Everything fits together, but you gave no key that you trust, so anybody could have made it.");
            report.line(
                    "Get the log's policy from the issuer by another way and give it with --trust (or a key with --key).");
            report.account(consistent.account());
        }
        return report.text.toString();
    }

    private void failed(String receipt, List<Finding> findings) {
        line("FAILED   " + Printable.line(receipt));
        line("Do not rely on anything in this receipt, nor on files given with it.");
        line("");
        for (Finding finding : findings) {
            line("  ✗ " + Printable.line(finding.place()) + ": " + Printable.line(finding.words()) + " ["
                    + finding.code() + "]");
        }
    }

    private void account(Account account) {
        for (Account.Shown shown : account.statements()) {
            line("");
            line("Statement " + shown.statement().seq() + ", entry " + shown.index() + " of " + account.size()
                    + " in the log");
            for (Disclosure disclosure : shown.disclosures()) {
                String note = disclosure.name().field() == Field.TIME ? "  (the service's own clock)" : "";
                line(String.format(
                        Locale.ROOT,
                        "  %-14s %s%s",
                        disclosure.name(),
                        value(disclosure.fact().value()),
                        note));
            }
        }
        line("");
        for (Account.Time time : account.times()) {
            line("  " + (time.proven() ? "✓ existed at " : "– signed time ") + Timestamps.format(time.time()) + ", "
                    + (time.proven() ? "by " : "by an authority you have not named: ")
                    + Printable.line(time.authority()));
        }
        for (Account.Match match : account.files()) {
            line("  ✓ " + Printable.line(match.file().name()) + " is file " + match.number() + " of statement "
                    + match.seq() + ", unaltered (" + match.file().length() + " bytes)");
        }
        for (Account.Check check : account.checked()) {
            line("  ✓ " + check.words());
        }
        line("");
        line("Not checked:");
        for (Account.Check check : account.notChecked()) {
            line("  – " + check.words());
        }
        line("");
        line("Log key: " + String.join(", ", account.logKeys()));
    }

    private static String value(JsonValue value) {
        return Printable.line(value instanceof JsonString string ? string.value() : CompactJson.text(value));
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
