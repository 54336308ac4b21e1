package org.sillok.verify;

import java.util.List;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/** The verdict on an archive of a succession, for a person and as {@code sillok/package-verdict/1} for programs. */
final class PackageReport {
    static final String TYPE = "sillok/package-verdict/1";

    private static final List<String> NOT_CHECKED = List.of(
            "whether the other archive of the package belongs to it: its digest is in the successor's acceptance",
            "the records of agreements, consents, notices, sources and withdrawals, beyond that the archive is signed",
            "the descriptions in PREMIS, and whether media types are right",
            "whether what is withheld is all that there is");

    private PackageReport() {}

    static String text(String path, PackageVerdict verdict) {
        StringBuilder text = new StringBuilder();
        if (verdict instanceof PackageVerdict.Failed failed) {
            line(text, "FAILED   " + Printable.line(path));
            line(text, "Do not rely on anything in this package.");
            line(text, "");
            failed.findings()
                    .forEach(finding -> line(
                            text,
                            "  ✗ " + Printable.line(finding.place()) + ": " + Printable.line(finding.words()) + " ["
                                    + finding.code() + "]"));
            return text.toString();
        }
        PackageAccount account = account(verdict);
        if (verdict instanceof PackageVerdict.Verified) {
            line(text, "VERIFIED   " + Printable.line(path));
            line(text, "Everything holds, and the log " + account.origin() + " signed with keys that you trust.");
        } else {
            line(text, "CONSISTENT, ISSUER UNVERIFIED   " + Printable.line(path));
            line(text, "Everything fits together, but nothing shows who made it: anybody could have.");
        }
        line(text, "");
        line(text, "Succession " + Printable.line(account.succession()) + ", " + account.archive());
        line(text, "From       " + Printable.line(account.owner()) + " to " + Printable.line(account.successor()));
        line(text, "Digest     " + account.digest() + "  (SHA-256 of tagmanifest-sha512.txt)");
        line(
                text,
                "Contents   " + account.items() + " items, " + account.files() + " files, " + account.statements()
                        + " statements; " + account.withheld() + " items stay");
        account.times()
                .forEach(time -> line(
                        text,
                        (time.proven() ? "  ✓ existed at " : "  – signed time ") + Timestamps.format(time.time()) + ", "
                                + Printable.line(time.authority())));
        line(text, "");
        line(text, "Not checked:");
        NOT_CHECKED.forEach(words -> line(text, "  – " + words));
        line(text, "");
        line(text, "Log key: " + String.join(", ", account.keys()));
        return text.toString();
    }

    static String json(String path, PackageVerdict verdict) {
        ExitCode exit = ExitCode.of(verdict);
        JsonObject.Builder json = JsonObject.builder()
                .put("type", TYPE)
                .put("verdict", exit.name())
                .put("exitCode", exit.code())
                .put("package", Printable.line(path));
        if (verdict instanceof PackageVerdict.Failed failed) {
            json.put(
                            "findings",
                            new JsonArray(failed.findings().stream()
                                    .<JsonValue>map(JsonReport::finding)
                                    .toList()))
                    .put("account", JsonNull.NULL);
        } else {
            json.put("findings", JsonArray.of()).put("account", account(account(verdict)));
        }
        return CompactJson.text(json.build()) + "\n";
    }

    private static JsonValue account(PackageAccount account) {
        return JsonObject.builder()
                .put("succession", account.succession())
                .put("archive", account.archive())
                .put("owner", account.owner())
                .put("successor", account.successor())
                .put("digest", account.digest())
                .put("items", account.items())
                .put("files", account.files())
                .put("statements", account.statements())
                .put("withheld", account.withheld())
                .put("origin", account.origin())
                .put("keys", JsonArray.ofTexts(account.keys()))
                .build();
    }

    private static PackageAccount account(PackageVerdict verdict) {
        if (verdict instanceof PackageVerdict.Verified verified) {
            return verified.account();
        } else if (verdict instanceof PackageVerdict.ConsistentUnverifiedIssuer consistent) {
            return consistent.account();
        }
        throw new IllegalArgumentException("a failure has no account");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
