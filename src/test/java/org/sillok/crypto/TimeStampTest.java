package org.sillok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.TestAuthority.Flaw;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

@Execution(ExecutionMode.CONCURRENT)
class TimeStampTest {
    private static final TestAuthority AUTHORITY = TestAuthority.named("Authority");
    private static final TestAuthority RSA = TestAuthority.with("Authority with RSA", "RSA", null);
    private static final byte[] MESSAGE = "log.example\n7\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final Digest IMPRINT = Sha2.sha512(MESSAGE);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final TimeStampRequest REQUEST =
            new TimeStampRequest(IMPRINT, Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), null);

    @Test
    void anHonestAnswerProvesItsTime() throws Exception {
        for (TestAuthority authority : List.of(AUTHORITY, RSA)) {
            SignedTime time = take(authority, REQUEST, authority.roots());

            assertThat(time).isInstanceOf(SignedTime.Proven.class);
            assertThat(time.time()).isEqualTo(NOW);
            assertThat(time.accuracy()).isEqualTo(Duration.ofSeconds(1));
            assertThat(time.authority()).isEqualTo("CN=" + authority);
        }
    }

    @Test
    void withoutRootsTheSignatureHoldsButTheAuthorityIsUnknown() throws Exception {
        assertThat(take(AUTHORITY, REQUEST, TimeStampRoots.none())).isInstanceOf(SignedTime.ByUnknownAuthority.class);
    }

    @Test
    void theFirstVersionOfTheBindingIsAcceptedToo() throws Exception {
        assertThat(take(AUTHORITY, REQUEST, AUTHORITY.roots(), Flaw.FIRST_VERSION_OF_BINDING))
                .isInstanceOf(SignedTime.Proven.class);
    }

    @Test
    void aCopyOfATrustedRootMayBeCarriedAlong() throws Exception {
        assertThat(take(AUTHORITY, REQUEST, AUTHORITY.roots(), Flaw.OWN_ROOT_TOO))
                .isInstanceOf(SignedTime.Proven.class);
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_NONCE, WRONG_NONCE",
        "NO_NONCE, WRONG_NONCE",
        "OTHER_IMPRINT, WRONG_IMPRINT",
        "OTHER_DIGEST, WRONG_IMPRINT",
        "OTHER_CERTIFICATE_BOUND, WRONG_CERTIFICATE",
        "NO_CERTIFICATES, WRONG_CERTIFICATE",
        "NO_CERTIFICATE_BOUND, MALFORMED",
        "FOREIGN_CERTIFICATE_TOO, UNKNOWN_AUTHORITY",
        "FOREIGN_ROOT_TOO, UNKNOWN_AUTHORITY",
        "FOREIGN_PAIR_TOO, UNKNOWN_AUTHORITY",
        "REJECTED, NOT_GRANTED",
        "BROKEN_SIGNATURE, WRONG_SIGNATURE",
        "TRAILING_BYTE, MALFORMED",
        "UNSIGNED_ATTRIBUTE, MALFORMED"
    })
    void anAnswerWithAFlawIsRefused(Flaw flaw, Reason reason) {
        assertRefused(reason, () -> take(AUTHORITY, REQUEST, AUTHORITY.roots(), flaw));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PURPOSE, WRONG_KEY_USAGE",
        "OTHER_PURPOSE_TOO, WRONG_KEY_USAGE",
        "PURPOSE_NOT_CRITICAL, WRONG_KEY_USAGE",
        "EXPIRED, EXPIRED"
    })
    void anAnswerBehindAFlawedCertificateIsRefused(Flaw flaw, Reason reason) {
        TestAuthority flawed = TestAuthority.with("Flawed", "EC", null, flaw);

        assertRefused(reason, () -> take(flawed, REQUEST, flawed.roots()));
        assertRefused(reason, () -> take(flawed, REQUEST, TimeStampRoots.none()));
    }

    @Test
    void anAuthorityBelowAnotherRootIsUnknown() {
        assertRefused(Reason.UNKNOWN_AUTHORITY, () -> take(AUTHORITY, REQUEST, RSA.roots()));
    }

    @Test
    void aRootOfTheSameNameWithAnotherKeyIsAnotherRoot() {
        assertRefused(
                Reason.UNKNOWN_AUTHORITY,
                () -> take(AUTHORITY, REQUEST, TestAuthority.named("Authority").roots()));
    }

    @Test
    void thePolicyThatWasAskedForMustBeTheOneInTheToken() throws Exception {
        TimeStampRequest asked = new TimeStampRequest(IMPRINT, REQUEST.nonce(), "1.3.6.1.4.1.99999.2");

        assertThat(take(AUTHORITY, asked, AUTHORITY.roots())).isInstanceOf(SignedTime.Proven.class);
        byte[] other = AUTHORITY.answer(REQUEST.der(), NOW);
        assertRefused(Reason.WRONG_POLICY, () -> TimeStampToken.parseResponse(other, asked));
    }

    @Test
    void aTokenIsOverTheseBytesAndNoOthers() throws Exception {
        TimeStampToken token =
                TimeStampToken.parse(AUTHORITY.token(MESSAGE, NOW).toArray());

        assertThat(token.verify(IMPRINT, AUTHORITY.roots(), List.of())).isInstanceOf(SignedTime.Proven.class);
        assertRefused(Reason.WRONG_IMPRINT, () -> token.verify(Sha2.sha512(new byte[1]), AUTHORITY.roots(), List.of()));
        assertRefused(Reason.WRONG_IMPRINT, () -> token.verify(Sha2.sha256(MESSAGE), AUTHORITY.roots(), List.of()));
    }

    @Test
    void aRevokedCertificateProvesNothing() {
        Instant before = NOW.minusSeconds(60);
        byte[] signer = AUTHORITY.signerList(before, TestAuthority.SUPERSEDED);
        byte[] middle = AUTHORITY.middleList(before, TestAuthority.SUPERSEDED);

        assertRefused(Reason.REVOKED, () -> takeWith(signer));
        assertRefused(Reason.REVOKED, () -> takeWith(AUTHORITY.signerList(null, 0), middle));
    }

    @Test
    void aLaterRevocationReachesBackOnlyIfTheKeyWasLost() throws Exception {
        Instant later = NOW.plusSeconds(3600);

        assertThat(takeWith(AUTHORITY.signerList(later, TestAuthority.SUPERSEDED)))
                .isInstanceOf(SignedTime.Proven.class);
        assertRefused(Reason.REVOKED, () -> takeWith(AUTHORITY.signerList(later, TestAuthority.KEY_COMPROMISE)));
    }

    @Test
    void revocationCountsAsCheckedWhenEveryCertificateIsCovered() throws Exception {
        byte[] signer = AUTHORITY.signerList(null, 0);
        byte[] middle = AUTHORITY.middleList(null, 0);

        assertThat(((SignedTime.Proven) takeWith(signer)).revocationChecked()).isFalse();
        assertThat(((SignedTime.Proven) takeWith(signer, middle)).revocationChecked())
                .isTrue();
    }

    @Test
    void aListOfSomebodyElseIsRefused() {
        assertRefused(Reason.WRONG_REVOCATION_LIST, () -> takeWith(RSA.signerList(null, 0)));
        byte[] changed = AUTHORITY.signerList(null, 0);
        changed[changed.length - 1] ^= 1;
        assertRefused(Reason.WRONG_REVOCATION_LIST, () -> takeWith(changed));
        assertRefused(Reason.WRONG_REVOCATION_LIST, () -> takeWith(new byte[20]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void noChangedBitOfATokenIsAccepted(int bit) {
        for (TestAuthority authority : List.of(AUTHORITY, RSA)) {
            byte[] token = authority.token(MESSAGE, NOW).toArray();
            for (int i = 0; i < token.length; i++) {
                byte[] changed = token.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatExceptionOfType(TimeStampException.class)
                        .as("byte %d of %s", i, authority)
                        .isThrownBy(() -> verify(changed, authority.roots()));
            }
        }
    }

    @Test
    void noShortenedOrLengthenedTokenIsAccepted() {
        byte[] token = AUTHORITY.token(MESSAGE, NOW).toArray();
        for (int length = 0; length < token.length; length++) {
            byte[] cut = Arrays.copyOf(token, length);
            assertThatThrownBy(() -> verify(cut, AUTHORITY.roots())).isInstanceOf(TimeStampException.class);
        }
        assertRefused(Reason.MALFORMED, () -> verify(Arrays.copyOf(token, token.length + 1), AUTHORITY.roots()));
        assertRefused(Reason.TOO_LONG, () -> TimeStampToken.parse(new byte[TimeStampToken.MAX_BYTES + 1]));
    }

    @Test
    void garbageIsMalformed() {
        Random random = new Random(3161);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> TimeStampToken.parseResponse(garbage, REQUEST))
                    .isInstanceOf(TimeStampException.class);
            assertThatThrownBy(() -> TimeStampToken.parse(garbage)).isInstanceOf(TimeStampException.class);
        }
    }

    @Test
    void aRequestHasASha512ImprintAndALongNonce() {
        Bytes nonce = REQUEST.nonce();
        assertThatThrownBy(() -> new TimeStampRequest(Sha2.sha256(MESSAGE), nonce, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeStampRequest(IMPRINT, Bytes.of(new byte[7]), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeStampRequest(IMPRINT, nonce, "policy"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rootsAreReadFromPemWithTextAround() throws Exception {
        String two = "# first\n" + AUTHORITY.rootPem() + "subject=second\n" + RSA.rootPem();
        assertThat(TimeStampRoots.ofPem(two).certificates()).hasSize(2);
        assertThat(TimeStampRoots.ofPem(TimeStampRoots.ofPem(two).pem()).certificates())
                .hasSize(2);
        for (String bad : List.of("", "text", two.substring(0, two.length() - 40), two.replace("MII", "XXX"))) {
            assertThatThrownBy(() -> TimeStampRoots.ofPem(bad)).isInstanceOf(KeyFormatException.class);
        }
    }

    private static SignedTime take(
            TestAuthority authority, TimeStampRequest request, TimeStampRoots roots, Flaw... flaws)
            throws TimeStampException {
        byte[] answer = authority.answer(request.der(), NOW, flaws);
        return TimeStampToken.parseResponse(answer, request).verify(request.imprint(), roots, List.of());
    }

    private static SignedTime takeWith(byte[]... lists) throws TimeStampException {
        List<RevocationList> parsed = new java.util.ArrayList<>();
        for (byte[] list : lists) {
            parsed.add(RevocationList.parse(list));
        }
        return TimeStampToken.parse(AUTHORITY.token(MESSAGE, NOW).toArray()).verify(IMPRINT, AUTHORITY.roots(), parsed);
    }

    private static SignedTime verify(byte[] token, TimeStampRoots roots) throws TimeStampException {
        return TimeStampToken.parse(token).verify(IMPRINT, roots, List.of());
    }

    private static void assertRefused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TimeStampException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
