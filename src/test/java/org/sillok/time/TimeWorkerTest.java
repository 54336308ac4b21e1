package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.crypto.TestAuthority.Flaw;
import org.sillok.storage.ObjectName;
import org.sillok.time.AuthorityServer.Mood;
import org.sillok.time.core.RevocationState;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampProblem;
import org.sillok.time.core.StampState;

@Execution(ExecutionMode.CONCURRENT)
class TimeWorkerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private TimeFixture time;

    @BeforeEach
    void aLogWithSomeEntries() throws Exception {
        time = new TimeFixture(folder);
        time.log.grow(3);
    }

    @AfterEach
    void everythingKeptStillHolds() throws Exception {
        time.assertInvariants();
        time.close();
    }

    @Test
    void theNewestCheckpointIsStampedByEveryAuthority() throws Exception {
        time.tick();

        for (String authority : new String[] {"alpha", "beta"}) {
            Stamp stamp = time.stamp(authority, 3);
            assertThat(stamp.state()).isEqualTo(StampState.STAMPED);
            assertThat(stamp.problem()).isNull();
            assertThat(stamp.revocation()).isEqualTo(RevocationState.ARCHIVED);
            assertThat(stamp.time())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
            assertThat(stamp.difference()).isBetween(Duration.ofSeconds(-5), Duration.ofSeconds(5));
            assertThat(time.archive().lists(time.log.log().origin(), 3, authority))
                    .hasSize(2);
        }
        assertThat(time.archive().note(time.log.log().origin(), 3))
                .contains(time.log.log().checkpoint().note());
        assertThat(time.meter.status().isWell()).isTrue();
        assertThat(time.trusted().newest()).isPresent();
        assertThat(time.trusted().newestTime())
                .isEqualTo(time.trusted().newest().map(TrustedTime.Reading::time));
        StampedCheckpoint stamped = time.trusted().stamped().orElseThrow();
        assertThat(stamped.checkpoint()).isEqualTo(time.log.log().checkpoint());
        assertThat(stamped.tokens()).hasSize(2);
        assertThat(time.inspection().check(time.log.log().origin())).isEmpty();
    }

    @Test
    void whatHasNotGrownIsNotStampedAgain() throws Exception {
        time.tick();
        time.passes(HOUR.multipliedBy(5));
        time.tick();
        assertThat(time.alpha.requests()).isEqualTo(1);

        time.log.grow(1);
        time.tick();
        assertThat(time.alpha.requests()).isEqualTo(2);
        assertThat(time.stamp("alpha", 4).state()).isEqualTo(StampState.STAMPED);
    }

    @Test
    void theIntervalIsKept() throws Exception {
        time.tick();
        time.log.grow(1);
        time.passes(HOUR.minusSeconds(1));
        time.tick();
        assertThat(time.alpha.requests()).isEqualTo(1);
        time.passes(Duration.ofSeconds(1));
        time.tick();
        assertThat(time.alpha.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "SLOW_BYTE_BY_BYTE, TIMED_OUT",
        "SILENT, TIMED_OUT",
        "GARBAGE, MALFORMED",
        "EMPTY, MALFORMED",
        "TRUNCATED, MALFORMED",
        "OVERSIZE, TOO_LONG",
        "REDIRECTING, REDIRECTED",
        "REFUSING, HTTP_STATUS",
        "HANGING_UP, UNREACHABLE"
    })
    void anAuthorityInABadMoodIsAskedAgainLater(Mood mood, StampProblem problem) throws Exception {
        time.alpha.is(mood);
        long start = System.nanoTime();
        time.tick();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));

        assertNotStamped(problem);
        time.alpha.is(Mood.HONEST);
        time.tick();
        assertThat(time.stamp("alpha").state())
                .as("not before the back-off is over")
                .isEqualTo(StampState.PENDING);
        time.passes(Duration.ofSeconds(10));
        time.tick();
        assertThat(time.stamp("alpha").state()).isEqualTo(StampState.STAMPED);
        assertThat(time.trusted().stamped()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_NONCE, WRONG_NONCE",
        "OTHER_IMPRINT, WRONG_IMPRINT",
        "OTHER_CERTIFICATE_BOUND, WRONG_CERTIFICATE",
        "BROKEN_SIGNATURE, WRONG_SIGNATURE",
        "REJECTED, NOT_GRANTED",
        "TRAILING_BYTE, MALFORMED"
    })
    void aFalseAnswerIsNeverKept(Flaw flaw, StampProblem problem) throws Exception {
        time.alpha.answersWith(flaw);
        time.tick();

        assertNotStamped(problem);
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED, EXPIRED", "NO_PURPOSE, WRONG_KEY_USAGE", "OTHER_PURPOSE_TOO, WRONG_KEY_USAGE"})
    void anAuthorityWithAFalseCertificateIsNeverBelieved(Flaw flaw, StampProblem problem) throws Exception {
        try (AuthorityServer flawed = new AuthorityServer("Flawed", "EC", flaw)) {
            java.nio.file.Files.writeString(
                    folder.resolve("roots.pem"),
                    flawed.authority().rootPem() + time.beta.authority().rootPem());
            time.addresses.put("alpha", flawed.address());
            time.restart();
            time.tick();

            assertNotStamped(problem);
        }
    }

    @Test
    void anAuthorityBelowAnUnknownRootIsNeverBelieved() throws Exception {
        try (AuthorityServer stranger = new AuthorityServer("Stranger", "EC")) {
            time.addresses.put("alpha", stranger.address());
            time.restart();
            time.tick();

            assertNotStamped(StampProblem.UNKNOWN_AUTHORITY);
        }
    }

    @Test
    void aRevokedAuthorityIsNotBelieved() throws Exception {
        time.alpha.revokedAt(Instant.now().minusSeconds(3600));
        time.tick();

        assertNotStamped(StampProblem.REVOKED);
    }

    private void assertNotStamped(StampProblem problem) {
        Stamp stamp = time.stamp("alpha");
        assertThat(stamp.state()).isEqualTo(StampState.PENDING);
        assertThat(stamp.problem()).isEqualTo(problem);
        assertThat(stamp.attempts()).isEqualTo(1);
        assertThat(time.archive().response(time.log.log().origin(), 3, "alpha")).isEmpty();
        assertThat(time.trusted().stamped()).isEmpty();
        assertThat(time.stamp("beta").state()).isEqualTo(StampState.STAMPED);
        assertThat(time.meter.status().isWell()).isFalse();
        assertThat(time.meter.failures("alpha", problem)).isEqualTo(1);
    }

    @Test
    void aMissingListIsVisibleAndFetchedLater() throws Exception {
        time.alpha.publishesLists(false);
        time.tick();
        Stamp stamp = time.stamp("alpha");
        assertThat(stamp.state()).isEqualTo(StampState.STAMPED);
        assertThat(stamp.revocation()).isEqualTo(RevocationState.PENDING);
        assertThat(stamp.problem()).isEqualTo(StampProblem.HTTP_STATUS);
        assertThat(time.trusted().stamped()).isPresent();

        time.alpha.publishesLists(true);
        time.passes(Duration.ofSeconds(10));
        time.tick();
        assertThat(time.stamp("alpha").revocation()).isEqualTo(RevocationState.ARCHIVED);
        assertThat(time.stamp("alpha").problem()).isNull();
        assertThat(time.alpha.requests()).isEqualTo(1);
    }

    @Test
    void aListInAPrivateNetworkIsNotFetched() throws Exception {
        time.changed(TimeSettings::withPublicListsOnly);
        time.tick();

        assertWithoutList(StampProblem.PRIVATE_ADDRESS);
        assertThat(time.alpha.listRequests()).isZero();
    }

    @Test
    void aListBeyondTheLimitIsVisible() throws Exception {
        time.changed(settings -> settings.withListsOf(100));
        time.tick();

        assertWithoutList(StampProblem.TOO_LONG);
    }

    private void assertWithoutList(StampProblem problem) {
        Stamp stamp = time.stamp("alpha");
        assertThat(stamp.state()).isEqualTo(StampState.STAMPED);
        assertThat(stamp.revocation()).isEqualTo(RevocationState.PENDING);
        assertThat(stamp.problem()).isEqualTo(problem);
        assertThat(time.meter.status().isWell()).isFalse();
    }

    @Test
    void aListThatDidNotChangeIsStoredOnce() throws Exception {
        time.alpha.keepsLists();
        time.beta.keepsLists();
        for (int round = 0; round < 3; round++) {
            time.tick();
            time.log.grow(1);
            time.passes(HOUR);
        }
        String folder = "log/" + time.log.log().origin() + "/time/lists/";
        try (Stream<ObjectName> names = time.log.store().list(folder)) {
            assertThat(names).hasSize(4);
        }
        assertThat(time.inspection().check(time.log.log().origin())).isEmpty();
    }

    @Test
    void aRevocationThatBecomesKnownLaterTakesTheStampBack() throws Exception {
        time.alpha.publishesLists(false);
        time.tick();
        time.alpha.revokedAt(Instant.now().minusSeconds(3600));
        time.alpha.publishesLists(true);
        time.passes(Duration.ofSeconds(10));
        time.tick();

        assertThat(time.stamp("alpha").state()).isEqualTo(StampState.REVOKED);
        assertThat(time.trusted().stamped()).isEmpty();
        assertThat(time.meter.status().isWell()).isFalse();
        assertThat(time.inspection().check(time.log.log().origin())).isEmpty();
    }

    @Test
    void whatIsNotStampedWhenANewerOneIsDueIsGivenUp() throws Exception {
        time.alpha.is(Mood.REFUSING);
        time.beta.publishesLists(false);
        time.tick();
        time.log.grow(1);
        time.passes(HOUR);
        time.alpha.is(Mood.HONEST);
        time.tick();

        assertThat(time.stamp("alpha", 3).state()).isEqualTo(StampState.SUPERSEDED);
        assertThat(time.stamp("alpha", 3).problem()).isEqualTo(StampProblem.HTTP_STATUS);
        assertThat(time.stamp("beta", 3).revocation()).isEqualTo(RevocationState.MISSING);
        assertThat(time.stamp("alpha", 4).state()).isEqualTo(StampState.STAMPED);
    }

    @Test
    void theWaitGrowsWithEachFailure() throws Exception {
        time.alpha.is(Mood.REFUSING);
        Duration waited = Duration.ZERO;
        int asked = 0;
        for (int i = 0; i < 200 && asked < 6; i++) {
            time.tick();
            asked = time.alpha.requests();
            time.passes(Duration.ofSeconds(2));
            waited = waited.plusSeconds(2);
        }
        assertThat(asked).isEqualTo(6);
        // Five waits between 5 + 10 + 20 + 40 + 80 and twice that.
        assertThat(waited).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(325));
    }

    @ParameterizedTest
    @CsvSource({"P3650D", "P-3650D"})
    void aClockThatJumpsNeitherStallsNorRaces(Duration jump) throws Exception {
        time.tick();
        time.clock.jump(jump);
        time.log.grow(1);
        time.tick();
        assertThat(time.alpha.requests()).as("not a moment early").isEqualTo(1);
        time.passes(HOUR);
        time.tick();
        assertThat(time.alpha.requests()).as("and not late").isEqualTo(2);
        assertThat(time.stamp("alpha", 4).difference())
                .as("and the jump shows")
                .isBetween(jump.negated().minusHours(2), jump.negated().plusHours(2));
    }

    @Test
    void aRoundOfTheFutureDoesNotStallTheNextProcess() throws Exception {
        time.clock.jump(Duration.ofDays(3650));
        time.alpha.is(Mood.REFUSING);
        time.tick();
        time.clock.jump(Duration.ofDays(-3650));
        time.restart();
        time.alpha.is(Mood.HONEST);
        time.tick();
        assertThat(time.stamp("alpha", 3).state()).isEqualTo(StampState.PENDING);
        time.passes(Duration.ofMinutes(10));
        time.tick();
        assertThat(time.stamp("alpha", 3).state())
                .as("no later than the longest back-off")
                .isEqualTo(StampState.STAMPED);
        time.log.grow(1);
        time.restart();
        time.tick();
        assertThat(time.stamp("alpha", 4).state()).isEqualTo(StampState.STAMPED);
    }

    @Test
    void twoReplicasAskOnce() throws Exception {
        TimeWorker other = time.worker();
        time.tick();
        other.tick();
        time.log.grow(1);
        time.passes(HOUR);
        other.tick();
        time.tick();
        assertThat(time.alpha.requests()).isEqualTo(2);
        assertThat(time.beta.requests()).isEqualTo(2);
    }

    @Test
    void anAuthorityThatIsAddedLaterIsAskedForTheNewestCheckpoint() throws Exception {
        Map<String, String> both = Map.copyOf(time.addresses);
        time.addresses.remove("beta");
        time.restart();
        time.tick();
        assertThat(time.beta.requests()).isZero();
        assertThat(time.trusted().stamped().orElseThrow().tokens()).hasSize(1);

        time.addresses.putAll(both);
        time.log.grow(1);
        time.restart();
        time.passes(HOUR);
        time.tick();
        assertThat(time.trusted().stamped().orElseThrow().tokens()).hasSize(2);
    }

    @Test
    void whileTheLogRefusesNoTimeIsBoughtForWhatItMayNotShow() throws Exception {
        time.log.refuse();
        time.tick();
        assertThat(time.alpha.requests() + time.beta.requests()).isZero();
        assertThat(time.rows().newest(time.log.log().origin()))
                .as("no round is begun")
                .isEmpty();

        time.log.goOn();
        time.beta.is(Mood.GARBAGE);
        time.tick();
        time.beta.is(Mood.HONEST);
        assertThat(time.stamp("beta").isOpen()).isTrue();
        time.log.refuse();
        time.passes(HOUR);
        time.tick();
        assertThat(time.beta.requests()).as("what is open waits").isEqualTo(1);

        time.log.goOn();
        time.tick();
        assertThat(time.stamp("beta").state()).isEqualTo(StampState.STAMPED);
    }

    @Test
    void aLogThatBeginsToRefuseWhileOneAuthorityAnswersLeavesTheNextUnasked() throws Exception {
        time.alpha.clock(() -> {
            time.log.refuse();
            return Instant.now();
        });
        time.step();
        assertThat(time.alpha.requests()).isEqualTo(1);
        assertThat(time.beta.requests()).isZero();

        time.log.goOn();
        time.tick();
        assertThat(time.beta.requests()).isEqualTo(1);
    }
}
