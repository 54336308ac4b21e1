package org.sillok.verify;

import java.util.List;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Timestamps;

/** The verdict on a bundle, for a person and as {@code sillok/bundle-verdict/1} for programs. */
final class BundleReport {
    static final String TYPE = "sillok/bundle-verdict/1";

    private final StringBuilder text = new StringBuilder();

    private BundleReport() {}

    static String text(String path, BundleVerdict verdict) {
        BundleReport report = new BundleReport();
        if (verdict instanceof BundleVerdict.Failed failed) {
            report.line("FAILED   " + Printable.line(path));
            report.line("Do not rely on anything in this bundle.");
            report.line("");
            for (Finding finding : failed.findings()) {
                report.line("  ✗ " + Printable.line(finding.place()) + ": " + Printable.line(finding.words()) + " ["
                        + finding.code() + "]");
            }
            if (failed.findings().size() == Findings.MOST) {
                report.line("  … and perhaps more");
            }
        } else if (verdict instanceof BundleVerdict.Verified verified) {
            BundleAccount account = verified.account();
            report.line("VERIFIED   " + Printable.line(path));
            report.line(
                    "Everything holds, and the log " + account.log().origin() + " signed with keys that you trust.");
            report.account(account);
        } else if (verdict instanceof BundleVerdict.Recalled recalled) {
            report.line("VALID, RECALLED   " + Printable.line(path));
            report.line(
                    "Everything holds, and the repository has called back what stands below: do not go on using it.");
            report.account(recalled.account());
        } else if (verdict instanceof BundleVerdict.RecallsOutdated outdated) {
            report.line("VALID, RECALL LIST OUT OF DATE   " + Printable.line(path));
            report.line(
                    "Everything holds, but this is not the newest recall list at this time: it may not know of newer recalls.");
            report.line(
                    "Get the newest list from the repository (/recalls), or see whether this computer's clock is right.");
            report.account(outdated.account());
        } else if (verdict instanceof BundleVerdict.ConsistentUnverifiedIssuer consistent) {
            report.line("CONSISTENT, ISSUER UNVERIFIED   " + Printable.line(path));
            report.line("Everything fits together, but nothing shows who made it: anybody could have.");
            report.line(
                    "Get the log's policy from the issuer by another way and give it with --trust (or a key with --key).");
            report.account(consistent.account());
        }
        return report.text.toString();
    }

    private void account(BundleAccount account) {
        line("");
        line("Bundle     " + account.bundle());
        line("Digest     " + account.digest().hex() + "  (SHA-256 of tagmanifest-sha512.txt)");
        line("Contents   " + account.items() + " items, " + account.files() + " files, " + account.bytes() + " bytes, "
                + account.statements() + " statements");
        // Of what nobody may say whether it exists, a count of none would say something.
        boolean told = !account.status().equals(Completeness.Status.EXISTENCE_NOT_CONFIRMED.name());
        line("Complete?  " + account.status() + (told ? ", withheld: " + account.withheld() : ""));
        line("Held       by " + (account.holders().isEmpty() ? "nobody" : String.join(", ", account.holders())));
        line("Approved   by " + (account.parties().isEmpty() ? "nobody" : String.join(", ", account.parties())));
        line("Log        " + account.log().origin() + ", " + account.log().size() + " entries");
        RecallAccount recalls = account.recalls();
        if (recalls != null) {
            recalls(recalls);
        }
        line("");
        for (Account.Time time : account.times()) {
            line("  " + (time.proven() ? "✓ existed at " : "– signed time ") + Timestamps.format(time.time()) + ", "
                    + (time.proven() ? "by " : "by an authority you have not named: ")
                    + Printable.line(time.authority()));
        }
        account.checked().forEach(check -> line("  ✓ " + check.words()));
        line("");
        line("Not checked:");
        account.notChecked().forEach(check -> line("  – " + check.words()));
        line("");
        line("Log key: " + String.join(", ", account.log().keys()));
    }

    private void recalls(RecallAccount recalls) {
        line("Recalls    list " + recalls.number() + " of " + Timestamps.format(recalls.thisUpdate()) + ", "
                + holds(recalls));
        if (recalls.lower()) {
            line("           OUT OF DATE: you have seen a list with a higher number");
        }
        if (recalls.recalled().isEmpty()) {
            line("           it names nothing of this bundle");
        }
        RecallReport.lines(recalls).forEach(entry -> line("  ! " + entry));
    }

    private static String holds(RecallAccount recalls) {
        String until = Timestamps.format(recalls.nextUpdate());
        if (recalls.future()) {
            return "NOT IN FORCE at this computer's time: from " + Timestamps.format(recalls.thisUpdate()) + " until "
                    + until;
        }
        return (recalls.current() ? "next by " : "OUT OF DATE: it holds until ") + until;
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    static String json(String path, BundleVerdict verdict) {
        ExitCode exit = ExitCode.of(verdict);
        JsonObject.Builder json = JsonObject.builder()
                .put("type", TYPE)
                .put("verdict", exit.name())
                .put("exitCode", exit.code())
                .put("bundle", JsonReport.path(path));
        if (verdict instanceof BundleVerdict.Failed failed) {
            json.put("findings", JsonReport.list(failed.findings(), JsonReport::finding))
                    .put("account", JsonNull.NULL);
        } else {
            json.put("findings", JsonArray.of()).put("account", json(accountOf(verdict)));
        }
        return CompactJson.text(json.build()) + "\n";
    }

    private static BundleAccount accountOf(BundleVerdict verdict) {
        if (verdict instanceof BundleVerdict.Verified verified) {
            return verified.account();
        } else if (verdict instanceof BundleVerdict.Recalled recalled) {
            return recalled.account();
        } else if (verdict instanceof BundleVerdict.RecallsOutdated outdated) {
            return outdated.account();
        } else if (verdict instanceof BundleVerdict.ConsistentUnverifiedIssuer consistent) {
            return consistent.account();
        }
        throw new IllegalArgumentException("a failure has no account");
    }

    private static JsonObject json(BundleAccount account) {
        List<Account.Time> times = account.times();
        JsonObject.Builder json = JsonObject.builder()
                .put("bundle", account.bundle())
                .put("digest", account.digest().hex())
                .put("status", account.status())
                .put("items", account.items())
                .put("files", account.files())
                .put("bytes", account.bytes())
                .put("withheld", account.withheld())
                .put("statements", account.statements())
                .put("holders", JsonArray.ofTexts(account.holders()))
                .put("parties", JsonArray.ofTexts(account.parties()))
                .put(
                        "log",
                        JsonObject.builder()
                                .put("origin", account.log().origin())
                                .put("keys", JsonArray.ofTexts(account.log().keys()))
                                .put("size", account.log().size())
                                .put("root", account.log().root().hex())
                                .build())
                .put("times", JsonReport.list(times, JsonReport::time));
        RecallAccount recalls = account.recalls();
        if (recalls != null) {
            json.put("recalls", RecallReport.json(recalls));
        }
        return json.put("checked", JsonReport.list(account.checked(), JsonReport::check))
                .put("notChecked", JsonReport.list(account.notChecked(), JsonReport::check))
                .build();
    }
}
