package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.recall.core.RecallFixtures.ISSUED;
import static org.sillok.recall.core.RecallFixtures.NEXT;
import static org.sillok.recall.core.RecallFixtures.aBundle;
import static org.sillok.recall.core.RecallFixtures.anEntry;
import static org.sillok.recall.core.RecallFixtures.anotherBundle;
import static org.sillok.recall.core.RecallFixtures.signed;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.recall.core.RecallEntry;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;

class RecallCheckTest {
    private static final byte[] BUNDLE = BundleUnderTest.archive();

    @TempDir
    Path folder;

    private String out = "";

    private static RecallList list(String origin, RecallEntry... entries) {
        return new RecallList(origin, 3, ISSUED, NEXT, List.of(entries));
    }

    private static byte[] file(RecallEntry... entries) {
        return file(signed(list(CustodyFixtures.ORIGIN, entries).bytes()));
    }

    private static byte[] file(SignedDocument document) {
        return document.write().toArray();
    }

    private static BundleVerdict verify(byte[] list, Instant now, Trust trust) {
        try {
            return BundleVerifier.verify(
                    () -> ZipArchive.read(RandomBytes.of(BUNDLE), BundleLimits.standard()),
                    trust,
                    new GivenRecalls(list, now, 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BundleVerdict verify(byte[] list) {
        return verify(list, ISSUED, VerifyFixtures.trust());
    }

    private static void failsWith(byte[] list, FindingCode code) {
        BundleVerdict verdict = verify(list);
        assertThat(verdict).isInstanceOf(BundleVerdict.Failed.class);
        assertThat(((BundleVerdict.Failed) verdict).findings())
                .extracting(Finding::code)
                .containsExactly(code);
    }

    @Test
    void aListThatDoesNotNameTheBundleLeavesItVerified() {
        for (byte[] list : List.of(file(), file(anEntry(anotherBundle(), 1, 2, 3)))) {
            BundleVerdict verdict = verify(list);
            assertThat(verdict).isInstanceOf(BundleVerdict.Verified.class);
            BundleAccount account = ((BundleVerdict.Verified) verdict).account();
            assertThat(account.checked()).extracting(Account.Check::code).contains(CheckCode.RECALL);
            assertThat(BundleReport.text("x", verdict)).contains("it names nothing of this bundle");
        }
    }

    @Test
    void aListThatNamesTheBundleMakesItRecalled() {
        BundleVerdict verdict = verify(file(anEntry(aBundle(), 2)));
        assertThat(verdict).isInstanceOf(BundleVerdict.Recalled.class);
        assertThat(ExitCode.of(verdict)).isEqualTo(ExitCode.RECALLED);
        assertThat(BundleReport.text("x", verdict))
                .startsWith("VALID, RECALLED")
                .contains("recalled since 2026-11-23T09:30:00.125Z (NO_FURTHER_USE): EV-000002");
        JsonObject json = StrictJson.parse(BundleReport.json("x", verdict).getBytes(UTF_8))
                .asObject();
        assertThat(json.text("verdict")).isEqualTo("RECALLED");
        JsonObject recalls = json.object("account").object("recalls");
        assertThat(recalls.number("number")).isEqualTo(3);
        assertThat(recalls.array("recalled")
                        .values()
                        .get(0)
                        .asObject()
                        .array("items")
                        .texts())
                .containsExactly("EV-000002");
    }

    @Test
    void aListOutOfDateIsSaidAndNeverAccepted() {
        for (Instant now : new Instant[] {NEXT, NEXT.plusSeconds(1_000_000), ISSUED.minusMillis(1)}) {
            BundleVerdict verdict = verify(file(), now, VerifyFixtures.trust());
            assertThat(verdict).isInstanceOf(BundleVerdict.RecallsOutdated.class);
            assertThat(ExitCode.of(verdict)).isEqualTo(ExitCode.RECALLS_OUTDATED);
            assertThat(BundleReport.text("x", verdict)).contains("OUT OF DATE", "newer list");
        }
        assertThat(BundleReport.text("x", verify(file(), ISSUED.minusMillis(1), VerifyFixtures.trust())))
                .contains("NOT IN FORCE at this computer's time: from 2026-11-23T09:30:00.125Z until ")
                .doesNotContain("it holds until");
        assertThat(verify(file(), NEXT.minusMillis(1), VerifyFixtures.trust()))
                .isInstanceOf(BundleVerdict.Verified.class);
    }

    @Test
    void whatAnOldListNamesIsRecalledAllTheSame() {
        BundleVerdict verdict = verify(file(anEntry(aBundle(), 1)), NEXT, VerifyFixtures.trust());
        assertThat(verdict).isInstanceOf(BundleVerdict.Recalled.class);
        assertThat(BundleReport.text("x", verdict)).contains("OUT OF DATE");
    }

    @Test
    void withoutTrustAListSaysNothingBetterThanTheBundle() {
        BundleVerdict verdict = verify(file(anEntry(aBundle(), 1)), ISSUED, Trust.none());
        assertThat(verdict).isInstanceOf(BundleVerdict.ConsistentUnverifiedIssuer.class);
        assertThat(BundleReport.text("x", verdict)).contains("recalled since");
    }

    @Test
    void aStrangersListIsRefused() {
        P256PrivateKey stranger = P256PrivateKey.generate(new SecureRandom());
        RecallList list = list(CustodyFixtures.ORIGIN);
        failsWith(file(signed(list.bytes(), stranger)), FindingCode.RECALLS_SIGNER);
        SignedDocument good = signed(list.bytes());
        failsWith(
                file(new SignedDocument(
                        good.bytes(), signed(list.bytes(), stranger).signature(), good.key())),
                FindingCode.RECALLS_SIGNATURE);
        SignedDocument other =
                signed(list(CustodyFixtures.ORIGIN, anEntry(aBundle(), 1)).bytes());
        failsWith(file(new SignedDocument(good.bytes(), other.signature(), good.key())), FindingCode.RECALLS_SIGNATURE);
    }

    @Test
    void aListThatNamesWhatTheBundleDoesNotHaveIsRefused() {
        failsWith(file(anEntry(aBundle(), 1, 2, 3)), FindingCode.RECALLS_CONTRADICTION);
        failsWith(file(anEntry(aBundle(), 999_999)), FindingCode.RECALLS_CONTRADICTION);
    }

    @Test
    void aLaterLogOfTheSameRepositoryCounts() {
        assertThat(verify(file(signed(
                        list("log-2027.example.org", anEntry(aBundle(), 1)).bytes()))))
                .isInstanceOf(BundleVerdict.Recalled.class);
    }

    @Test
    void whatIsNoListIsRefusedAlsoIfTheRightKeySignedIt() {
        failsWith("{}".getBytes(UTF_8), FindingCode.RECALLS_MALFORMED);
        failsWith(new byte[0], FindingCode.RECALLS_MALFORMED);
        failsWith(file(signed(CustodyFixtures.aDeposit().statement().bytes())), FindingCode.RECALLS_MALFORMED);
        byte[] good = file();
        for (int place = 0; place < good.length; place += 7) {
            byte[] changed = good.clone();
            changed[place] ^= 1;
            assertThat(verify(changed)).isInstanceOf(BundleVerdict.Failed.class);
        }
    }

    @Test
    void theCommandEndsWithACodeForEach() throws IOException {
        Path bundle = Files.write(folder.resolve("bundle.zip"), BUNDLE);
        Path policy = Files.writeString(
                folder.resolve("policy"), VerifyFixtures.aLogKey().policy().text());
        Path none = Files.write(folder.resolve("none.json"), file());
        Path named = Files.write(folder.resolve("named.json"), file(anEntry(aBundle(), 1, 2)));
        assertThat(run(ISSUED, "--trust", policy.toString(), "--recalls", none.toString(), bundle.toString()))
                .isZero();
        assertThat(out).startsWith("VERIFIED").contains("list 3 of 2026-11-23T09:30:00.125Z");
        assertThat(run(ISSUED, "--trust", policy.toString(), "--recalls", named.toString(), bundle.toString()))
                .isEqualTo(4);
        assertThat(run(NEXT, "--trust", policy.toString(), "--recalls", none.toString(), bundle.toString()))
                .isEqualTo(5);
        for (int from : new int[] {3, 4}) {
            assertThat(run(
                            ISSUED,
                            "--trust",
                            policy.toString(),
                            "--recalls",
                            none.toString(),
                            "--recalls-from",
                            Integer.toString(from),
                            bundle.toString()))
                    .isEqualTo(from == 3 ? 0 : 5);
        }
        assertThat(out).contains("OUT OF DATE: you have seen a list with a higher number");
        assertThat(run(ISSUED, "--recalls-from", "3", bundle.toString())).isEqualTo(2);
        assertThat(run(ISSUED, "--recalls-from", "3", policy.toString())).isEqualTo(2);
        assertThat(run(ISSUED, "--recalls", none.toString(), "--recalls-from", "-1", bundle.toString()))
                .isEqualTo(2);
        assertThat(run(ISSUED, "--trust", policy.toString(), "--recalls", policy.toString(), bundle.toString()))
                .isEqualTo(1);
        assertThat(run(ISSUED, "--recalls", folder.resolve("absent").toString(), bundle.toString()))
                .isEqualTo(2);
        assertThat(run(ISSUED, "--recalls", none.toString(), policy.toString())).isEqualTo(2);
    }

    @Test
    void whatWouldBecomeManyValuesIsNotReadAsJson() {
        String good = new String(file(), UTF_8);
        String beginning = "{\"type\":\"sillok/signed/1\",\"bytes\":\"";
        assertThat(good).startsWith(beginning);
        for (String hostile : List.of(
                "[".repeat(1_000_000),
                "[" + "0,".repeat(1_000_000) + "0]",
                " " + good,
                beginning,
                beginning + "\",\"x\":" + "[".repeat(1_000_000),
                beginning + "\",\"x\":" + "{\"x\":".repeat(100_000),
                beginning + "\"" + ",\"a\":0".repeat(100_000) + "}")) {
            failsWith(hostile.getBytes(UTF_8), FindingCode.RECALLS_MALFORMED);
        }
    }

    @Test
    void whereMemoryEndsThatIsNoVerdict() throws IOException {
        Path bundle = Files.write(folder.resolve("bundle.zip"), BUNDLE);
        Path none = Files.write(folder.resolve("none.json"), file());
        for (Error error : new Error[] {new OutOfMemoryError(), new StackOverflowError()}) {
            StringWriter said = new StringWriter();
            int code = Main.run(
                    new String[] {"--recalls", none.toString(), bundle.toString()},
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(said),
                    new FailingClock(error));
            assertThat(code).isEqualTo(2);
            assertThat(said.toString()).contains("nothing was verified");
        }
    }

    /** Stands for any place at which memory ends. */
    private static final class FailingClock extends Clock {
        private final Error error;

        FailingClock(Error error) {
            this.error = error;
        }

        @Override
        public Instant instant() {
            throw error;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private int run(Instant now, String... arguments) {
        StringWriter text = new StringWriter();
        int code = Main.run(
                arguments,
                new PrintWriter(text),
                new PrintWriter(new StringWriter()),
                Clock.fixed(now, ZoneOffset.UTC));
        out = text.toString();
        return code;
    }
}
