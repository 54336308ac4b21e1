package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.TokenBucket;
import org.sillok.fixity.db.RoundRows;
import org.sillok.kernel.Randomness;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.StorageUnavailableException;

/** The pace and the lease, with a clock that moves. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class TurnTest {
    @Inject
    RoundRows rows;

    @Inject
    Tampering tampering;

    @Inject
    Rate rate;

    @Inject
    Randomness randomness;

    @Inject
    FixityMeter meter;

    private final AtomicLong clock = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(1_000, 100, 0);

    private Turn turn(String holder) {
        return new Turn(Turn.ROUND, holder, rows, bucket, clock::addAndGet, clock::get);
    }

    @Test
    void whatIsReadIsPaidForInTimeByAllTogether() {
        Turn one = turn("one");
        Turn other = turn("other");
        for (int i = 0; i < 25; i++) {
            one.read(100);
            other.read(100);
        }
        // 5,000 bytes at 1,000 a second, of which 100 were saved up.
        assertThat(clock.get()).isBetween(4_900_000_000L, 4_900_001_000L);
    }

    @Test
    void whoReadsTheSameFileAgainAndAgainWaitsLongerEachTimeUntilTheCursorMoves() {
        AtomicBoolean moves = new AtomicBoolean();
        Task task = new Task(Turn.ROUND, rate, rows, randomness, () -> true, meter, turn -> {
            meter.checked(1);
            if (moves.get()) {
                turn.moved();
            }
            throw new StorageUnavailableException("the other store is away");
        });
        Duration first = task.attempt();
        assertThat(task.attempt()).isGreaterThan(first);
        Duration third = task.attempt();
        moves.set(true);
        assertThat(task.attempt()).isLessThan(third);
    }

    @Test
    void theLeaseIsRenewedWhileTheWorkGoesOnAndItsLossEndsTheWork() {
        Turn one = turn("one");
        Turn other = turn("other");
        assertThat(one.take()).isTrue();
        tampering.sql("update fixity_turn set until = now() + interval '1 second'");
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        one.read(1);
        assertThat(
                        tampering.number(
                                "select count(*) from fixity_turn where holder = 'one' and until > now() + interval '30 seconds'"))
                .isEqualTo(1);
        tampering.sql("update fixity_turn set until = now() - interval '1 second'");
        assertThat(other.take()).isTrue();
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThatThrownBy(() -> one.read(1)).isInstanceOf(Turn.Over.class);
        other.leave();
    }
}
