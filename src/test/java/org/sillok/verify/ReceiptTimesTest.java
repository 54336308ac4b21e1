package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.TestAuthority;
import org.sillok.crypto.TestAuthority.Flaw;
import org.sillok.crypto.TimeStampRoots;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Position;
import org.sillok.custody.core.Receipt;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;

/** Time-stamps in a receipt: what they prove, to whom, and that none is passed over. */
class ReceiptTimesTest {
    private static final TestAuthority ALPHA = TestAuthority.named("Alpha");
    private static final TestAuthority BETA = TestAuthority.with("Beta", "RSA", null);
    private static final Instant EARLIER = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant LATER = EARLIER.plusSeconds(7);

    private VerifyFixtures log;
    private byte[] note;

    @BeforeEach
    void aReceipt() {
        log = new VerifyFixtures();
        log.append(CustodyFixtures.build(
                Position.first(CustodyFixtures.ORIGIN), CustodyFixtures.depositFacts(), List.of()));
        log.strangersEntry();
        note = log.checkpoint().note().toArray();
    }

    @Test
    void theEarliestTimeIsProvenToWhoeverNamesTheAuthorities() {
        Account account = verified(
                List.of(ALPHA.token(note, LATER), BETA.token(note, EARLIER)),
                ALPHA.roots().and(BETA.roots()));

        assertThat(account.times()).allMatch(Account.Time::proven);
        assertThat(account.times()).extracting(Account.Time::time).containsExactly(LATER, EARLIER);
        assertThat(account.checked())
                .filteredOn(check -> check.code() == CheckCode.TIME_STAMPS)
                .singleElement()
                .extracting(Account.Check::words)
                .asString()
                .contains(Timestamps.format(EARLIER));
        assertThat(account.notChecked()).extracting(Account.Check::code).contains(CheckCode.TIME_REVOCATION);
    }

    @Test
    void withoutRootsASignedTimeIsShownAndNoneIsClaimed() {
        Account account = verified(List.of(ALPHA.token(note, EARLIER)), TimeStampRoots.none());

        assertThat(account.times()).noneMatch(Account.Time::proven);
        assertThat(account.checked()).extracting(Account.Check::code).doesNotContain(CheckCode.TIME_STAMPS);
        assertThat(account.notChecked())
                .filteredOn(check -> check.code() == CheckCode.TIME)
                .singleElement()
                .extracting(Account.Check::words)
                .asString()
                .contains("signed time by an authority you have not named");
    }

    @Test
    void rootsWithoutTimeStampsProveNothing() {
        Account account = verified(List.of(), ALPHA.roots());

        assertThat(account.times()).isEmpty();
        assertThat(account.notChecked()).extracting(Account.Check::code).contains(CheckCode.TIME);
    }

    @Test
    void aTimeStampOfAnAuthorityThatWasNotNamedFailsOnceAnyIsNamed() {
        assertFails(ALPHA.token(note, EARLIER), BETA.roots());
    }

    @Test
    void aTimeStampOverAnotherCheckpointFails() {
        byte[] other = log.checkpoint(VerifyFixtures.aLogKey(), 1).note().toArray();

        assertFails(ALPHA.token(other, EARLIER), ALPHA.roots());
        assertFails(ALPHA.token(other, EARLIER), TimeStampRoots.none());
    }

    @Test
    void aTimeStampThatDoesNotHoldFailsWithAndWithoutRoots() {
        for (Flaw flaw : new Flaw[] {Flaw.OTHER_IMPRINT, Flaw.OTHER_CERTIFICATE_BOUND, Flaw.NO_CERTIFICATES}) {
            assertFails(ALPHA.token(note, EARLIER, flaw), ALPHA.roots());
            assertFails(ALPHA.token(note, EARLIER, flaw), TimeStampRoots.none());
        }
    }

    @Test
    void noChangedByteOfATimeStampIsPassedOver() {
        byte[] token = ALPHA.token(note, EARLIER).toArray();
        for (int i = 0; i < token.length; i += 3) {
            byte[] changed = VerifyFixtures.changed(token, i, 1);
            assertFails(Bytes.of(changed), ALPHA.roots());
        }
    }

    @Test
    void theReportsTellTheTime() {
        Verdict verdict = verify(List.of(ALPHA.token(note, EARLIER)), ALPHA.roots());

        assertThat(JsonReport.of("r", verdict))
                .contains("\"times\":[{\"authority\":\"CN=Alpha\",\"time\":\"" + Timestamps.format(EARLIER)
                        + "\",\"accuracyMillis\":1000,\"proven\":true}]");
        assertThat(TextReport.of("r", verdict)).contains("existed at " + Timestamps.format(EARLIER) + ", by CN=Alpha");
        assertThat(TextReport.of("r", verify(List.of(ALPHA.token(note, EARLIER)), TimeStampRoots.none())))
                .contains("by an authority you have not named: CN=Alpha");
    }

    private Verdict verify(List<Bytes> tokens, TimeStampRoots roots) {
        Receipt receipt = log.receipt(0, 0);
        Receipt stamped =
                new Receipt(receipt.entries(), receipt.head(), receipt.statementKeys(), receipt.logKeys(), tokens);
        return ReceiptVerifier.verify(
                stamped.write().toArray(), VerifyFixtures.trust().withTimeRoots(roots), List.of());
    }

    private Account verified(List<Bytes> tokens, TimeStampRoots roots) {
        Verdict verdict = verify(tokens, roots);
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        return ((Verdict.Verified) verdict).account();
    }

    private void assertFails(Bytes token, TimeStampRoots roots) {
        assertThat(verify(List.of(token), roots))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.findings())
                                .extracting(Finding::code)
                                .containsExactly(FindingCode.TIME_STAMP_INVALID));
    }
}
