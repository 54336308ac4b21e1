package org.sillok.fixity.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 42;

    @Test
    void whatWasSavedIsFreeAndTheRestIsWaitedFor() {
        TokenBucket bucket = new TokenBucket(1_000, 100, now);
        assertThat(bucket.take(100, now)).isZero();
        assertThat(bucket.take(500, now)).isEqualTo(SECOND / 2);
    }

    @Test
    void whoWaitsAsToldOwesNothing() {
        TokenBucket bucket = new TokenBucket(1_000, 1, now);
        now += bucket.take(1_000, now);
        assertThat(bucket.take(0, now)).isZero();
        assertThat(bucket.take(10, now)).isPositive();
    }

    @Test
    void aLongPauseIsNotFollowedByAStorm() {
        TokenBucket bucket = new TokenBucket(1_000, 100, now);
        now += 3_600 * SECOND;
        assertThat(bucket.take(100, now)).isZero();
        assertThat(bucket.take(1, now)).isEqualTo(SECOND / 1_000);
    }

    @Test
    void aClockThatStandsOrGoesBackGivesNothing() {
        TokenBucket bucket = new TokenBucket(1_000, 100, now);
        bucket.take(100, now);
        assertThat(bucket.take(100, now - SECOND)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(0, now)).isEqualTo(SECOND / 10);
    }

    @Test
    void overAnyLongTimeTheRateIsKept() {
        Random random = new Random(7);
        TokenBucket bucket = new TokenBucket(20L << 20, 2L << 20, now);
        long start = now;
        long taken = 0;
        for (int i = 0; i < 10_000; i++) {
            int count = random.nextInt(256 * 1024);
            taken += count;
            now += bucket.take(count, now) + random.nextInt(1_000);
        }
        double rate = (taken - (2L << 20)) / ((now - start) / 1e9);
        assertThat(rate).isBetween(19.9 * (1 << 20), 20.0 * (1 << 20) + 1);
    }

    @Test
    void impossibleRatesAreRefused() {
        assertThatThrownBy(() -> new TokenBucket(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBucket(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
