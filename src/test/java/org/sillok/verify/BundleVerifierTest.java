package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.bundle.SampleBundle;
import org.sillok.crypto.TestAuthority;

@Execution(ExecutionMode.CONCURRENT)
class BundleVerifierTest {
    private static final int CORPUS = 80;

    private static BundleVerdict verify(byte[] archive, BundleLimits limits, Trust trust) {
        try {
            return BundleVerifier.verify(() -> ZipArchive.read(RandomBytes.of(archive), limits), trust);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BundleVerdict verify(byte[] archive) {
        return verify(archive, BundleLimits.standard(), VerifyFixtures.trust());
    }

    private static Set<FindingCode> codes(BundleVerdict verdict) {
        return verdict instanceof BundleVerdict.Failed failed
                ? failed.findings().stream().map(Finding::code).collect(Collectors.toSet())
                : Set.of();
    }

    private static BundleAccount account(BundleVerdict verdict) {
        assertThat(codes(verdict)).isEmpty();
        if (verdict instanceof BundleVerdict.Verified verified) {
            return verified.account();
        }
        return ((BundleVerdict.ConsistentUnverifiedIssuer) verdict).account();
    }

    @TestFactory
    Stream<DynamicTest> everyDefectIsFoundByTheCheckThatIsForIt() {
        return BundleMutations.all().stream()
                .map(mutation -> DynamicTest.dynamicTest(mutation.name(), () -> {
                    BundleVerdict verdict = verify(mutation.archive().get());
                    assertThat(verdict).isInstanceOf(BundleVerdict.Failed.class);
                    assertThat(codes(verdict)).as("%s", verdict).isEqualTo(mutation.findings());
                }));
    }

    @Test
    void theCorpusIsLargeAndEveryCodeOfABundleIsInIt() {
        List<BundleMutations.Mutation> all = BundleMutations.all();
        Set<FindingCode> found =
                all.stream().flatMap(mutation -> mutation.findings().stream()).collect(Collectors.toSet());
        assertThat(all).hasSizeGreaterThanOrEqualTo(CORPUS);
        assertThat(all).extracting(BundleMutations.Mutation::name).doesNotHaveDuplicates();
        for (FindingCode code : FindingCode.values()) {
            if (code.ordinal() > FindingCode.FILE_DIFFERS.ordinal()) {
                assertThat(found).contains(code);
            }
        }
    }

    @Test
    void aValidBundleIsVerified() {
        BundleVerdict verdict = verify(BundleUnderTest.archive());
        BundleAccount account = account(verdict);
        assertThat(verdict).isInstanceOf(BundleVerdict.Verified.class);
        assertThat(account.items()).isEqualTo(2);
        assertThat(account.files()).isEqualTo(6);
        assertThat(account.withheld()).isEqualTo(2);
        assertThat(account.statements()).isEqualTo(2);
        assertThat(account.holders())
                .containsExactlyInAnyOrder(
                        SampleBundle.holder(0).value(), SampleBundle.holder(1).value());
        assertThat(account.parties()).isEqualTo(account.holders());
        assertThat(account.checked())
                .extracting(Account.Check::code)
                .contains(CheckCode.ISSUER, CheckCode.POST_QUANTUM, CheckCode.APPROVALS);
        assertThat(account.notChecked())
                .extracting(Account.Check::code)
                .contains(CheckCode.PARTY_KEYS, CheckCode.RECALL, CheckCode.TRUTH);
    }

    @Test
    void termsMayBeAGraphOfAgreements() {
        for (int count : new int[] {1, 2, 5}) {
            BundleUnderTest bundle = BundleUnderTest.valid();
            bundle.text(
                    BundleLayout.TERMS,
                    text -> DocumentDefects.graph(
                            java.util.Collections.nCopies(count, text).toArray(String[]::new)));
            bundle.seal();
            assertThat(verify(bundle.forge().write())).isInstanceOf(BundleVerdict.Verified.class);
        }
    }

    @Test
    void otherProgramsArchivesOfTheSameFilesAreVerifiedToo() {
        BundleUnderTest bundle = BundleUnderTest.valid();
        assertThat(verify(bundle.forge().write())).isInstanceOf(BundleVerdict.Verified.class);
        ZipForge later = bundle.forge();
        later.entries.stream()
                .filter(entry -> entry.central.method == ZipEntryHeader.DEFLATED)
                .forEach(ZipForge::describeLater);
        assertThat(verify(later.write())).isInstanceOf(BundleVerdict.Verified.class);
        ZipForge large = bundle.forge();
        large.zip64 = true;
        assertThat(verify(large.write())).isInstanceOf(BundleVerdict.Verified.class);
        ZipForge plain = bundle.forge();
        plain.entries.forEach(entry -> {
            entry.attributes = 0;
            entry.madeBy = 20;
        });
        assertThat(verify(plain.write())).isInstanceOf(BundleVerdict.Verified.class);
        ZipForge sizes = bundle.forge();
        sizes.entries.forEach(entry -> {
            for (ZipForge.Header header : List.of(entry.local, entry.central)) {
                header.needed = 45;
                header.extra = ZipForge.buffer(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(header.size)
                        .putLong(header.packedSize)
                        .array();
                header.size = ZipForge.MAX_32;
                header.packedSize = ZipForge.MAX_32;
            }
        });
        assertThat(verify(sizes.write())).isInstanceOf(BundleVerdict.Verified.class);
    }

    @Test
    void withoutTrustNothingShowsWhoMadeIt() {
        BundleVerdict verdict = verify(BundleUnderTest.archive(), BundleLimits.standard(), Trust.none());
        assertThat(verdict).isInstanceOf(BundleVerdict.ConsistentUnverifiedIssuer.class);
        assertThat(ExitCode.of(verdict)).isEqualTo(ExitCode.ISSUER_UNVERIFIED);
    }

    @Test
    void aBundleWithoutItemsIsConsistentAndNobodysWhateverIsTrusted() {
        BundleVerdict verdict = verify(BundleUnderTest.sample(0, 0));
        assertThat(codes(verdict)).isEmpty();
        assertThat(verdict).isInstanceOf(BundleVerdict.ConsistentUnverifiedIssuer.class);
        assertThat(account(verdict).notChecked())
                .extracting(Account.Check::code)
                .contains(CheckCode.ISSUER);
    }

    @Test
    void anyNumberOfItemsIsVerified() {
        for (int items : new int[] {1, 251, 1_001}) {
            assertThat(account(verify(BundleUnderTest.sample(items, 2))).files())
                    .isEqualTo(2 * items);
        }
    }

    @Test
    void itemsWithoutFilesAreVerified() {
        assertThat(account(verify(BundleUnderTest.sample(2, 0))).items()).isEqualTo(2);
    }

    @Test
    void limitsHoldBeforeAnythingIsUnpacked() {
        byte[] archive = BundleUnderTest.archive();
        int entries = BundleUnderTest.valid().files.size();
        long bytes = BundleUnderTest.valid().files.values().stream()
                .mapToLong(content -> content.length)
                .sum();
        Trust trust = VerifyFixtures.trust();
        assertThat(codes(verify(archive, new BundleLimits(entries, bytes, 1), trust)))
                .isEmpty();
        assertThat(codes(verify(archive, new BundleLimits(entries - 1, bytes, 1), trust)))
                .containsExactly(FindingCode.ARCHIVE_LIMIT);
        assertThat(codes(verify(archive, new BundleLimits(entries, bytes - 1, 1), trust)))
                .containsExactly(FindingCode.ARCHIVE_LIMIT);
    }

    @Test
    void aTimeStampOverTheBundleIsProvenToWhoeverNamesTheAuthority() {
        TestAuthority authority = TestAuthority.named("Alpha");
        BundleUnderTest bundle = BundleUnderTest.valid();
        bundle.files.put(
                "proof/tagmanifest-sha512.txt.1.tsr",
                authority
                        .token(
                                bundle.get(BundleLayout.TAG_MANIFEST_512),
                                java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                        .toArray());
        byte[] archive = bundle.forge().write();
        BundleLimits limits = BundleLimits.standard();
        assertThat(account(verify(archive)).times()).hasSize(1).noneMatch(Account.Time::proven);
        assertThat(account(verify(archive, limits, VerifyFixtures.trust().withTimeRoots(authority.roots())))
                        .times())
                .hasSize(1)
                .allMatch(Account.Time::proven);
        assertThat(codes(verify(
                        archive,
                        limits,
                        VerifyFixtures.trust()
                                .withTimeRoots(TestAuthority.named("Beta").roots()))))
                .containsExactly(FindingCode.BUNDLE_TIME_STAMP);
    }
}
