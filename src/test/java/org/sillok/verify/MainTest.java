package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;

class MainTest {
    private static final String KEY =
            VerifyFixtures.logKey(VerifyFixtures.aLogKey()).vkey();

    @TempDir
    private Path folder;

    private Path receipt;
    private Path file;
    private String out = "";
    private String err = "";

    @BeforeEach
    void aReceiptAndItsFile() throws IOException {
        receipt = folder.resolve("영수증 😀.sillok.json");
        file = folder.resolve("진술서 % 1.txt");
        Files.write(receipt, VerifyFixtures.aLogWith(2).receipt(0, 1).write().toArray());
        Files.write(file, CustodyFixtures.FIRST_FILE);
    }

    private int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(outText), new PrintWriter(errText, true));
        out = outText.toString();
        err = errText.toString();
        return code;
    }

    @Test
    void aGoodReceiptWithItsFileIsVerified() {
        assertThat(run("--key", KEY, receipt.toString(), file.toString())).isZero();
        assertThat(out)
                .startsWith("VERIFIED")
                .contains("영수증 😀.sillok.json", "진술서 % 1.txt is file 1 of statement 0, unaltered", "DEPOSITED")
                .contains("2026-11-21T09:30:01.125Z  (the service's own clock)")
                .contains("Files that the receipt describes and that were not given: 1.")
                .contains("Not checked:", KEY);
        assertThat(err).isEmpty();
    }

    @Test
    void theTrustFileMayBeAPolicy() throws IOException {
        Path trust = folder.resolve("log.policy");
        String policy = VerifyFixtures.aLogKey().policy().text();
        Files.writeString(trust, "# the policy of our log\n" + policy);
        assertThat(run("--trust", trust.toString(), receipt.toString())).isZero();
        assertThat(out).contains("One of these keys is post-quantum (ML-DSA-44), and it signed.");
        Files.writeString(trust, VerifyFixtures.anotherLogKey().policy().text());
        assertThat(run("--trust", trust.toString(), receipt.toString())).isEqualTo(1);
        Files.writeString(trust, policy.replace("quorum required", "quorum unknown"));
        assertThat(run("--trust", trust.toString(), receipt.toString())).isEqualTo(2);
    }

    @Test
    void theTrustFileMayHoldSeveralKeys() throws IOException {
        Path trust = folder.resolve("trust");
        Files.writeString(
                trust,
                "# our logs\r\n\r\n" + "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\r\n" + KEY
                        + "\r\n");
        assertThat(run("--trust", trust.toString(), receipt.toString())).isZero();
        assertThat(out).contains("A post-quantum signature: you named no such key");
        Files.writeString(
                trust, VerifyFixtures.logKey(VerifyFixtures.anotherLogKey()).vkey() + "\n" + KEY + "\n");
        assertThat(run("--trust", trust.toString(), receipt.toString()))
                .as("every trusted key of a log must have signed")
                .isEqualTo(1);
        Files.writeString(trust, "# nothing\n");
        assertThat(run("--trust", trust.toString(), receipt.toString())).isEqualTo(2);
        Files.writeString(trust, KEY.replace("+", "-"));
        assertThat(run("--trust", trust.toString(), receipt.toString())).isEqualTo(2);
        assertThat(err).contains("NAME+ID+BASE64");
    }

    @Test
    void withoutAKeyTheExitCodeIsItsOwn() {
        assertThat(run(receipt.toString())).isEqualTo(3);
        assertThat(out).startsWith("CONSISTENT, ISSUER UNVERIFIED").contains("anybody could have made it");
    }

    @Test
    void anAlteredFileFailsAndNothingTheReceiptSaysIsShown() throws IOException {
        byte[] altered = CustodyFixtures.FIRST_FILE.clone();
        altered[0] ^= 1;
        Files.write(file, altered);
        assertThat(run("--key", KEY, receipt.toString(), file.toString())).isEqualTo(1);
        assertThat(out)
                .startsWith("FAILED")
                .contains("진술서 % 1.txt", "[FILE_DIFFERS]")
                .doesNotContain("DEPOSITED");
    }

    @Test
    void anAlteredReceiptFails() throws IOException {
        Files.write(receipt, VerifyFixtures.changed(Files.readAllBytes(receipt), 500, 1));
        assertThat(run("--key", KEY, receipt.toString())).isEqualTo(1);
        assertThat(out).startsWith("FAILED");
        assertThat(run(
                        "--key",
                        VerifyFixtures.logKey(VerifyFixtures.anotherLogKey()).vkey(),
                        receipt.toString()))
                .isEqualTo(1);
    }

    @Test
    void theVerdictAsJson() {
        assertThat(run("--json", "--key", KEY, receipt.toString(), file.toString()))
                .isZero();
        JsonObject verdict = StrictJson.parse(out.getBytes(UTF_8)).asObject();
        verdict.requireExactly("type", "verdict", "exitCode", "receipt", "findings", "account");
        assertThat(verdict.text("type")).isEqualTo("sillok/verdict/1");
        assertThat(verdict.text("verdict")).isEqualTo("VERIFIED");
        assertThat(verdict.number("exitCode")).isZero();
        assertThat(verdict.text("receipt")).isEqualTo(receipt.toString());
        JsonObject account = verdict.object("account")
                .requireExactly("log", "statements", "times", "files", "checked", "notChecked");
        account.object("log").requireExactly("origin", "keys", "size", "root");
        JsonObject statement = account.array("statements").values().get(0).asObject();
        statement.requireExactly("seq", "index", "digest", "disclosed");
        assertThat(statement.object("disclosed").text("fileName/1")).isEqualTo("진술서 1.txt");
        JsonObject match = account.array("files").values().get(0).asObject();
        match.requireExactly("path", "statement", "file", "length", "sha256", "sha512");
        assertThat(match.text("path")).isEqualTo(file.toString());
        account.array("checked").values().get(0).asObject().requireExactly("code", "words");
    }

    @Test
    void aFailureAsJson() throws IOException {
        Files.writeString(receipt, "{}");
        assertThat(run("--json", receipt.toString())).isEqualTo(1);
        JsonObject verdict = StrictJson.parse(out.getBytes(UTF_8)).asObject();
        assertThat(verdict.text("verdict")).isEqualTo("FAILED");
        assertThat(verdict.get("account").isNull()).isTrue();
        JsonObject finding = verdict.array("findings").values().get(0).asObject();
        finding.requireExactly("code", "place", "words");
        assertThat(finding.text("code")).isEqualTo("RECEIPT_MALFORMED");
    }

    @Test
    void whatCannotBeReadIsNotAVerdict() throws IOException {
        for (String[] bad : new String[][] {
            {},
            {"--unknown", receipt.toString()},
            {"--key", "nonsense", receipt.toString()},
            {"--trust", folder.resolve("absent").toString(), receipt.toString()},
            {folder.resolve("absent").toString()},
            {folder.toString()},
            {receipt.toString(), folder.resolve("없음").toString()}
        }) {
            assertThat(run(bad)).as(Arrays.toString(bad)).isEqualTo(2);
            assertThat(out).isEmpty();
            assertThat(err).isNotBlank();
        }
        assertThat(run(receipt.toString(), folder.resolve("없음").toString())).isEqualTo(2);
        assertThat(err).contains("no such file").contains("없음");
    }

    @Test
    void helpTellsTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out).contains("RECEIPT", "Exit codes:", "issuer");
        assertThat(run("--version")).isZero();
        assertThat(out).contains("sillok/receipt/1");
    }

    @Test
    void aReceiptCannotWriteToTheTerminalWhatItLikes() throws IOException {
        VerifyFixtures log = new VerifyFixtures();
        List<Fact> facts = new ArrayList<>(CustodyFixtures.depositFacts());
        facts.removeIf(fact -> fact.name().field() == Field.FILE_NAME);
        facts.add(Fact.ofFile(Field.FILE_NAME, 1, "\u001b[2J\rVERIFIED\n\u202efdp.exe"));
        log.append(CustodyFixtures.build(
                org.sillok.custody.core.Position.first(CustodyFixtures.ORIGIN), facts, List.of()));
        assertThat(log.statements.get(0).disclosures())
                .extracting(Disclosure::name)
                .isSorted();
        Files.write(receipt, log.receipt(0, 0).write().toArray());
        assertThat(run("--key", KEY, receipt.toString())).isZero();
        assertThat(out)
                .contains("\\u{1b}[2J\\u{d}VERIFIED\\u{a}\\u{202e}fdp.exe")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aBundleIsKnownByItsContentWhateverItsName() throws IOException {
        Path bundle = folder.resolve("묶음.json");
        Path trust = folder.resolve("policy");
        Files.writeString(trust, VerifyFixtures.aLogKey().policy().text());
        Files.write(bundle, BundleUnderTest.archive());
        assertThat(run("--trust", trust.toString(), bundle.toString())).isZero();
        assertThat(out).startsWith("VERIFIED").contains("2 items, 6 files", "WITHHELD_LISTED", "Not checked:");
        assertThat(run(bundle.toString())).isEqualTo(3);
        assertThat(out).startsWith("CONSISTENT, ISSUER UNVERIFIED");
        assertThat(run("--trust", trust.toString(), "--most-files", "3", bundle.toString()))
                .isEqualTo(1);
        assertThat(out).startsWith("FAILED").contains("[ARCHIVE_LIMIT]");
        assertThat(run("--most-files", "0", bundle.toString())).isEqualTo(2);
        assertThat(run(bundle.toString(), file.toString())).isEqualTo(2);
        assertThat(err).contains("a bundle has its files inside");
    }

    @Test
    void anArchiveWithSomethingInFrontIsABundleThatFails() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        ZipForge forge = BundleUnderTest.valid().forge();
        forge.prefix = new byte[] {'{'};
        Files.write(bundle, forge.write());
        assertThat(run("--json", bundle.toString())).isEqualTo(1);
        JsonObject verdict = StrictJson.parse(out.getBytes(UTF_8)).asObject();
        assertThat(verdict.text("type")).isEqualTo("sillok/bundle-verdict/1");
        assertThat(verdict.array("findings").values().get(0).asObject().text("code"))
                .isEqualTo("ARCHIVE_MALFORMED");
    }

    @Test
    void theVerdictOnABundleAsJson() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        Files.write(bundle, BundleUnderTest.archive());
        assertThat(run("--json", "--key", KEY, bundle.toString())).isZero();
        JsonObject verdict = StrictJson.parse(out.getBytes(UTF_8)).asObject();
        verdict.requireExactly("type", "verdict", "exitCode", "bundle", "findings", "account");
        JsonObject account = verdict.object("account")
                .requireExactly(
                        "bundle",
                        "digest",
                        "status",
                        "items",
                        "files",
                        "bytes",
                        "withheld",
                        "statements",
                        "holders",
                        "parties",
                        "log",
                        "times",
                        "checked",
                        "notChecked");
        assertThat(account.number("items")).isEqualTo(2);
    }

    @Test
    void anUnpackedBundleIsVerifiedUnderAnyNameAndLinksAreNotFollowed() throws IOException {
        Path bag = folder.resolve("unpacked");
        for (var entry : BundleUnderTest.valid().files.entrySet()) {
            Path target = bag.resolve(entry.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, entry.getValue());
        }
        assertThat(run("--key", KEY, bag.toString())).isZero();
        Files.write(bag.resolve(".DS_Store"), new byte[1]);
        assertThat(run("--key", KEY, bag.toString())).isEqualTo(1);
        assertThat(out).contains("[ARCHIVE_NAME_EDGE]").contains("remove it");
        Files.delete(bag.resolve(".DS_Store"));
        Files.write(bag.resolve("Thumbs.db"), new byte[1]);
        assertThat(run("--key", KEY, bag.toString())).isEqualTo(1);
        assertThat(out).contains("[BUNDLE_FILE_UNEXPECTED]");
        Files.delete(bag.resolve("Thumbs.db"));
        Path page = bag.resolve("VERIFY.md");
        Files.move(page, folder.resolve("elsewhere"));
        Files.createSymbolicLink(page, folder.resolve("elsewhere"));
        assertThat(run("--key", KEY, bag.toString())).isEqualTo(1);
        assertThat(out).contains("[ARCHIVE_ENTRY]");
    }
}
