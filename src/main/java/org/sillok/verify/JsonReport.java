package org.sillok.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.sillok.custody.core.Disclosure;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/** The verdict for programs: {@code sillok/verdict/1}, as {@code docs/verify.md} describes it; one line. */
final class JsonReport {
    static final String TYPE = "sillok/verdict/1";

    private JsonReport() {}

    static String of(String receipt, Verdict verdict) {
        ExitCode exit = ExitCode.of(verdict);
        JsonObject.Builder json = JsonObject.builder()
                .put("type", TYPE)
                .put("verdict", exit.name())
                .put("exitCode", exit.code())
                .put("receipt", path(receipt));
        if (verdict instanceof Verdict.Failed failed) {
            json.put("findings", list(failed.findings(), JsonReport::finding)).put("account", JsonNull.NULL);
        } else {
            json.put("findings", JsonArray.of()).put("account", account(accountOf(verdict)));
        }
        return CompactJson.text(json.build()) + "\n";
    }

    private static Account accountOf(Verdict verdict) {
        if (verdict instanceof Verdict.Verified verified) {
            return verified.account();
        } else if (verdict instanceof Verdict.ConsistentUnverifiedIssuer consistent) {
            return consistent.account();
        }
        throw new IllegalArgumentException("a failure has no account");
    }

    static JsonValue finding(Finding finding) {
        return JsonObject.builder()
                .put("code", finding.code().name())
                .put("place", path(finding.place()))
                .put("words", path(finding.words()))
                .build();
    }

    private static JsonValue account(Account account) {
        return JsonObject.builder()
                .put(
                        "log",
                        JsonObject.builder()
                                .put("origin", account.origin())
                                .put("keys", JsonArray.ofTexts(account.logKeys()))
                                .put("size", account.size())
                                .put("root", account.root().hex())
                                .build())
                .put("statements", list(account.statements(), JsonReport::statement))
                .put("times", list(account.times(), JsonReport::time))
                .put("files", list(account.files(), JsonReport::match))
                .put("checked", list(account.checked(), JsonReport::check))
                .put("notChecked", list(account.notChecked(), JsonReport::check))
                .build();
    }

    private static JsonValue statement(Account.Shown shown) {
        JsonObject.Builder disclosed = JsonObject.builder();
        for (Disclosure disclosure : shown.disclosures()) {
            disclosed.put(disclosure.name().text(), disclosure.fact().value());
        }
        return JsonObject.builder()
                .put("seq", shown.statement().seq())
                .put("index", shown.index())
                .put("digest", shown.statement().digest().hex())
                .put("disclosed", disclosed.build())
                .build();
    }

    static JsonValue time(Account.Time time) {
        return JsonObject.builder()
                .put("authority", path(time.authority()))
                .put("time", Timestamps.format(time.time()))
                .put("accuracyMillis", time.accuracy().toMillis())
                .put("proven", time.proven())
                .build();
    }

    private static JsonValue match(Account.Match match) {
        return JsonObject.builder()
                .put("path", path(match.file().name()))
                .put("statement", match.seq())
                .put("file", match.number())
                .put("length", match.file().length())
                .put("sha256", match.file().sha256().hex())
                .put("sha512", match.file().sha512().hex())
                .build();
    }

    static JsonValue check(Account.Check check) {
        return JsonObject.builder()
                .put("code", check.code().name())
                .put("words", check.words())
                .build();
    }

    static <T> JsonArray list(List<T> values, Function<T, JsonValue> form) {
        return new JsonArray(values.stream().map(form).toList());
    }

    /** A name from the operating system may contain what is not Unicode. */
    static JsonString path(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return new JsonString(new String(utf8, StandardCharsets.UTF_8));
    }
}
