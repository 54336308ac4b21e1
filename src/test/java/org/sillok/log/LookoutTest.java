package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.log.LogStatus.Condition;
import org.sillok.log.db.TreeRow;
import org.sillok.log.rest.LogHealth;

/** What a process that only follows notices of a database that was set back, and what it then shows. */
class LookoutTest {
    @TempDir
    Path folder;

    private LogFixture log;
    private Path marks;
    private final List<Leader> followers = new ArrayList<>();

    @BeforeEach
    void aLogOfTwentyEntries() throws Exception {
        log = new LogFixture(folder, 100);
        marks = log.settings().highWaterMark();
        log.append(20);
        run();
    }

    @AfterEach
    void stop() throws Exception {
        followers.forEach(Leader::stop);
        log.close();
    }

    @Test
    void aStoreAndADatabaseWithAnotherHistoryDoNotTakeTheMarkAway() throws Exception {
        TreeRow shared = log.row();
        Path objects = folder.resolve("objects");
        copy(objects, folder.resolve("clone"));
        log.append(5);
        run();
        Bytes mark = log.highWaterMark().read().orElseThrow();
        // The clone ran elsewhere, to a larger size, and is put in place of the log.
        Files.move(objects, folder.resolve("true"));
        Files.move(folder.resolve("clone"), objects);
        log.restoreDatabase(shared);
        log.word = "clone";
        log.append(20);
        marks = folder.resolve("elsewhere");
        run();
        TransparencyLog shown = follower();
        assertThat(refusal(shown).reason())
                .isEqualTo("the tree in the database contradicts the high-water mark of size 25");
        assertThat(log.highWaterMark().notes()).containsExactly(mark);
        assertThatThrownBy(shown::checkpoint).isInstanceOf(LogRefusesException.class);
        assertThatThrownBy(() -> shown.proof(0)).isInstanceOf(LogRefusesException.class);
        assertThat(shown.mayRelease()).isFalse();
    }

    @Test
    void aFollowerThatStaysUpNoticesAndRecovers() throws Exception {
        TreeRow old = log.row();
        Bytes oldCopy = log.objects().checkpointCopy().orElseThrow();
        log.append(5);
        run();
        TreeRow newest = log.row();
        TransparencyLog shown = follower();
        assertThat(shown.checkpoint().checkpoint().size()).isEqualTo(25);
        log.restoreDatabase(old);
        log.replaceCopy(oldCopy);
        Files.delete(log.highWaterMark().file(25));
        // Only this process remembers.
        assertThatThrownBy(shown::checkpoint)
                .as("at once")
                .isInstanceOf(LogRefusesException.class)
                .hasMessage("the database is behind the checkpoint that this process has published: 20 < 25");
        assertThat(refusal(shown).wayOut()).contains("sillok rebuild");
        assertThat(log.highWaterMark().notes()).as("nothing is marked anew").isEmpty();
        log.restoreDatabase(newest);
        for (int i = 0; i < 100 && !shown.mayRelease(); i++) {
            Thread.sleep(100);
        }
        assertThat(shown.checkpoint().checkpoint().size()).isEqualTo(25);
        assertThat(shown.status().condition()).isEqualTo(new Condition.Following());
    }

    @Test
    void theHealthOfAFollowerIsDownForAsLongAsItRefuses() throws Exception {
        TreeRow old = log.row();
        log.append(5);
        run();
        TreeRow newest = log.row();
        TransparencyLog shown = follower();
        assertThat(shown.checkpoint().checkpoint().size()).isEqualTo(25);
        assertThat(health(shown)).isEqualTo("UP following");
        log.restoreDatabase(old);
        refusal(shown);
        assertThat(health(shown)).isEqualTo("DOWN refusing to sign");

        // It begins anew, and cannot look: that is no reason to believe the database.
        log.store.failReads();
        endItsSessions();
        for (int i = 0; i < 30; i++) {
            Thread.sleep(100);
            assertThat(health(shown)).startsWith("DOWN");
            assertThat(shown.mayRelease()).isFalse();
        }
        log.store.heal();
        assertThat(refusal(shown).reason()).contains("20 < 25");

        log.restoreDatabase(newest);
        for (int i = 0; i < 100 && !shown.mayRelease(); i++) {
            Thread.sleep(100);
        }
        for (int i = 0; i < 10 && health(shown).startsWith("DOWN"); i++) {
            Thread.sleep(100);
        }
        assertThat(health(shown)).isEqualTo("UP following");
    }

    @Test
    void aFollowerThatHasNotBeenAbleToLookYetIsNotWell() throws Exception {
        log.open().identity();
        log.store.failReads();
        TransparencyLog shown = follower();
        for (int i = 0; i < 50 && health(shown).startsWith("UP"); i++) {
            Thread.sleep(100);
        }
        assertThat(health(shown)).isEqualTo("DOWN delayed");
        assertThat(shown.mayRelease()).isFalse();
        log.store.heal();
        for (int i = 0; i < 50 && health(shown).startsWith("DOWN"); i++) {
            Thread.sleep(100);
        }
        assertThat(health(shown)).isEqualTo("UP following");
        assertThat(shown.checkpoint().checkpoint().size()).isEqualTo(20);
    }

    private static String health(TransparencyLog shown) {
        HealthCheckResponse answer = new LogHealth(shown).call();
        return answer.getStatus() + " " + answer.getData().orElseThrow().get("condition");
    }

    private void endItsSessions() throws Exception {
        try (Connection superuser = log.database.asSuperuser();
                PreparedStatement end =
                        superuser.prepareStatement("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where datname = current_database() and usename = ?")) {
            end.setString(1, log.database.app().user());
            end.execute();
        }
    }

    @Test
    void aHeadFromBeforePostQuantumKeysIsNotPublishedYet() throws Exception {
        byte[] whole = log.row().signed().note().toArray();
        String note = new String(whole, java.nio.charset.StandardCharsets.UTF_8);
        // The Ed25519 line is the first.
        int end = note.indexOf('\n', note.indexOf("\n\n") + 2) + 1;
        try (Connection superuser = log.database.asSuperuser();
                PreparedStatement update = superuser.prepareStatement("update sillok.log_tree set signed_note = ?")) {
            update.setBytes(1, Bytes.utf8(note.substring(0, end)).toArray());
            update.execute();
        }
        assertThatThrownBy(follower()::checkpoint).isInstanceOf(NotPublishedException.class);
    }

    private TransparencyLog follower() {
        LogSettings own = log.settings();
        LogSettings settings = new LogSettings(
                own.keyFile(),
                own.postQuantumKeyFile(),
                own.highWaterMark(),
                own.batch(),
                own.database(),
                Optional.empty(),
                false);
        OpenLog open = log.open();
        Leader follower = new Leader(settings, open, log.store);
        followers.add(follower);
        follower.start();
        return new TransparencyLog(log.pool, log.transactions, open, log.store, follower);
    }

    private static Condition.Refusing refusal(TransparencyLog shown) throws InterruptedException {
        for (int i = 0; i < 100 && !(shown.status().condition() instanceof Condition.Refusing); i++) {
            Thread.sleep(100);
        }
        return (Condition.Refusing) shown.status().condition();
    }

    private void run() throws Exception {
        try (Connection connection = log.connect()) {
            Tenure tenure = Tenure.begin(
                    connection,
                    log.identity(),
                    log.signer(),
                    log.clock,
                    log.batch(),
                    log.objects(),
                    new HighWaterMark(marks, log.identity().origin()));
            tenure.number(connection);
            tenure.integrate(connection);
            tenure.sign(connection);
            tenure.copy(connection);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
