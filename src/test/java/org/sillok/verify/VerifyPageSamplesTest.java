package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.TestAuthority;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.recall.core.RecallEntry;
import org.sillok.recall.core.RecallFixtures;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;

/** Writes bundles to the folder that is named, good and defective, for those who check them with other people's tools. */
@EnabledIfSystemProperty(named = "sillok.samples", matches = ".+")
class VerifyPageSamplesTest {
    /** Defects of the corpus that the page's commands have to notice too. */
    private static final Set<String> NOTICED = Set.of(
            "a way out of the folder",
            "a changed bit in a released file",
            "two released files exchanged",
            "payload manifests made again and not the others",
            "a file that the SHA-256 manifest does not name",
            "a released file that was put in",
            "another digest of the decisions",
            "a changed file with all manifests made again, but not the signature",
            "a stranger's signature",
            "a stranger's signature with the stranger's key",
            "a stranger's signature with the certificate of a statement key before its own",
            "a key that signed nothing",
            "a released file planted under a number that nobody decided",
            "a stranger's checkpoint and policy",
            "another checkpoint of the same log",
            "a proof of another entry",
            "a disclosure of another item",
            "the receipts of two items exchanged",
            "a released file with other bytes, all else made again",
            "an item without a receipt",
            "a decision that denies",
            "a holder without approvals",
            "a single approval",
            "one approval for two",
            "one approval and its other form",
            "an approval with a key on another curve",
            "two approvals, none by the holder",
            "an approval by the service in a party's name",
            "an approval with another key",
            "the approvals of two holders exchanged",
            "no holders",
            "a holder who is not listed",
            "a holder who is listed twice",
            "an item of somebody who approved nothing",
            "a holder of nothing that is here",
            "terms of another profile",
            "a graph of terms of which one is an offer",
            "a reason in words",
            "an approval of another basis",
            "approvals of another request",
            "approvals of another revision",
            "a listed file that is not here",
            "said to be complete though something is withheld",
            "a time-stamp over the checkpoint");

    @Test
    void samples() throws IOException {
        Path folder = Path.of(System.getProperty("sillok.samples"));
        Files.createDirectories(folder.resolve("defective"));
        Files.createDirectories(folder.resolve("unissued"));
        Files.writeString(
                folder.resolve("policy"), VerifyFixtures.aLogKey().policy().text());
        TestAuthority authority = TestAuthority.named("Alpha");
        Files.writeString(folder.resolve("roots.pem"), authority.rootPem());
        BundleUnderTest bundle = BundleUnderTest.valid();
        bundle.files.put(
                "proof/tagmanifest-sha512.txt.1.tsr",
                authority
                        .token(
                                bundle.get(BundleLayout.TAG_MANIFEST_512),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS))
                        .toArray());
        Files.write(folder.resolve("stamped.zip"), bundle.forge().write());
        Files.write(folder.resolve("good.zip"), BundleUnderTest.archive());
        Files.write(folder.resolve("many.zip"), BundleUnderTest.sample(7, 2));
        Files.write(folder.resolve("unissued").resolve("empty.zip"), BundleUnderTest.sample(0, 0));
        Set<String> left = new HashSet<>(NOTICED);
        for (BundleMutations.Mutation mutation : BundleMutations.all()) {
            if (left.remove(mutation.name())) {
                Files.write(
                        folder.resolve("defective").resolve(mutation.name() + ".zip"),
                        mutation.archive().get());
            }
        }
        assertThat(left).isEmpty();
        recalls(folder.resolve("recalls"));
    }

    /** Recall lists for the good bundles, all of which have one id: one that the page takes, and some that it does not. */
    private static void recalls(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("refused"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        RecallEntry other = RecallFixtures.anEntry(RecallFixtures.anotherBundle(), 1);
        write(
                folder.resolve("none.json"),
                RecallFixtures.signed(list(CustodyFixtures.ORIGIN, now, other).bytes()));
        Path refused = folder.resolve("refused");
        write(
                refused.resolve("named.json"),
                RecallFixtures.signed(
                        list(CustodyFixtures.ORIGIN, now, RecallFixtures.anEntry(RecallFixtures.aBundle(), 1))
                                .bytes()));
        write(
                refused.resolve("old.json"),
                RecallFixtures.signed(list(CustodyFixtures.ORIGIN, now.minus(8, ChronoUnit.DAYS), other)
                        .bytes()));
        write(
                refused.resolve("future.json"),
                RecallFixtures.signed(list(CustodyFixtures.ORIGIN, now.plus(1, ChronoUnit.DAYS), other)
                        .bytes()));
        write(
                refused.resolve("stranger.json"),
                RecallFixtures.signed(
                        list(CustodyFixtures.ORIGIN, now, other).bytes(), P256PrivateKey.generate(new SecureRandom())));
        SignedDocument good =
                RecallFixtures.signed(list(CustodyFixtures.ORIGIN, now, other).bytes());
        write(
                refused.resolve("changed.json"),
                new SignedDocument(list(CustodyFixtures.ORIGIN, now).bytes(), good.signature(), good.key()));
        write(
                refused.resolve("statement.json"),
                RecallFixtures.signed(CustodyFixtures.aDeposit().statement().bytes()));
    }

    private static RecallList list(String origin, Instant time, RecallEntry... entries) {
        return new RecallList(origin, 7, time, time.plus(7, ChronoUnit.DAYS), List.of(entries));
    }

    private static void write(Path file, SignedDocument document) throws IOException {
        Files.write(file, document.write().toArray());
    }
}
