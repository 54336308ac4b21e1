package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.log.SteppedLog;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampState;
import org.sillok.time.db.TimeRows;

/** Trusted time without its thread, on a real database, a store that can fail, two authorities and clocks that can jump. */
final class TimeFixture implements AutoCloseable {
    final AuthorityServer alpha = new AuthorityServer("Alpha", "EC");
    final AuthorityServer beta = new AuthorityServer("Beta", "RSA");
    final SteppedLog log;
    final JumpingClock clock = new JumpingClock();
    final TimeMeter meter = new TimeMeter(() -> this.nanos);
    final Map<String, String> addresses = new TreeMap<>();
    private final Path folder;
    private DataSource database;
    long nanos = 77;
    private UnaryOperator<TimeSettings> change = UnaryOperator.identity();
    private TimeWorker worker;

    /** A clock that tells what it is told to. */
    static final class JumpingClock extends Clock {
        private Duration offset = Duration.ZERO;

        void jump(Duration by) {
            offset = offset.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
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

    TimeFixture(Path folder) throws Exception {
        this.folder = folder;
        log = new SteppedLog(folder);
        database = log.database();
        addresses.put("alpha", alpha.address());
        addresses.put("beta", beta.address());
        Files.writeString(
                folder.resolve("roots.pem"),
                alpha.authority().rootPem() + beta.authority().rootPem());
        worker = worker();
    }

    TimeSettings settings() {
        return change.apply(TimeSettings.of(addresses, folder.resolve("roots.pem")));
    }

    /** Other settings from the next process on. */
    void changed(UnaryOperator<TimeSettings> other) {
        change = other;
        restart();
    }

    Authorities authorities() {
        return new Authorities(settings());
    }

    TimeArchive archive() {
        return new TimeArchive(log.store());
    }

    TimeRows rows() {
        return new TimeRows(database);
    }

    void database(DataSource other) {
        database = other;
        worker = worker();
    }

    TrustedTime trusted() {
        return new TrustedTime(authorities(), rows(), archive(), log.log());
    }

    TimeInspection inspection() {
        return new TimeInspection(authorities(), rows(), archive());
    }

    /** A worker as a process has it that has just begun, or a second replica. */
    TimeWorker worker() {
        TimeSettings settings = settings();
        AuthorityClient client = new AuthorityClient(settings);
        Random random = new Random(5);
        Randomness randomness = length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        };
        Stamping stamping = new Stamping(
                authorities(),
                client,
                archive(),
                new RevocationLists(authorities(), client, settings),
                rows(),
                log.log(),
                clock,
                randomness,
                settings);
        return new TimeWorker(authorities(), stamping, rows(), log.log(), meter, clock, settings, () -> nanos);
    }

    /** The process ends and another begins. */
    void restart() {
        worker = worker();
    }

    void tick() {
        worker.tick();
    }

    /** A tick as the thread does it: nothing gets out. */
    void step() {
        worker.step();
    }

    /** Both clocks go on, as clocks do. */
    void passes(Duration time) {
        nanos += time.toNanos();
        clock.jump(time);
    }

    Stamp stamp(String authority) {
        return stamp(authority, rows().newest(log.log().origin()).orElseThrow().size());
    }

    Stamp stamp(String authority, long size) {
        return rows().stamps(log.log().origin(), List.of(size)).stream()
                .filter(stamp -> stamp.authority().equals(authority))
                .findFirst()
                .orElseThrow();
    }

    /** What must hold between any two steps: whatever is in the archive verifies, and rows claim no more than that. */
    void assertInvariants() throws Exception {
        String origin = log.log().origin();
        for (TimeArchive.Archived archived : archive().responses(origin)) {
            Bytes note = archive().note(origin, archived.size()).orElseThrow();
            assertThat(SignedCheckpoint.verify(note, log.log().policy())
                            .checkpoint()
                            .size())
                    .isEqualTo(archived.size());
            Bytes response = archive()
                    .response(origin, archived.size(), archived.authority())
                    .orElseThrow();
            assertThat(TimeStampToken.parseResponse(response.toArray())
                            .verify(Sha2.sha512(note.toArray()), authorities().roots(), List.of()))
                    .isInstanceOf(SignedTime.Proven.class);
        }
        for (TimeRows.Round round : rows().rounds(origin, Long.MAX_VALUE, 100)) {
            for (Stamp stamp : rows().stamps(origin, List.of(round.size()))) {
                if (stamp.state() == StampState.STAMPED) {
                    assertThat(archive().response(origin, round.size(), stamp.authority()))
                            .isPresent();
                }
            }
        }
    }

    @Override
    public void close() {
        alpha.close();
        beta.close();
    }
}
