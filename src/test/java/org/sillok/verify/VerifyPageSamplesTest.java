package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sillok.crypto.TestAuthority;

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
    }
}
