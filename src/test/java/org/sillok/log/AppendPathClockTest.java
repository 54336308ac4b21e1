package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.log.core.SignedCheckpoint;

/** The clock may jump in either direction: it is stated in signatures, and decides nothing. */
class AppendPathClockTest {
    @TempDir
    Path folder;

    private static final class JumpingClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
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

    @Test
    void whateverTheClockSaysTheLogGoesOn() throws Exception {
        try (LogFixture log = new LogFixture(folder, 100)) {
            JumpingClock clock = new JumpingClock();
            log.clock = clock;
            Duration[] jumps = {
                Duration.ofDays(400),
                Duration.ofDays(-9_000),
                Duration.ofHours(-1),
                Duration.ofDays(40_000),
                Duration.ZERO
            };
            long size = 0;
            for (Duration jump : jumps) {
                clock.now = clock.now.plus(jump);
                log.append(10);
                size += 10;
                try (Connection connection = log.connect()) {
                    Tenure tenure = log.begin(connection);
                    tenure.number(connection);
                    tenure.integrate(connection);
                    SignedCheckpoint head =
                            tenure.sign(connection).orElseThrow().checkpoint();
                    assertThat(head.checkpoint().size()).isEqualTo(size);
                    tenure.copy(connection);
                }
                log.assertComplete();
            }
        }
    }
}
