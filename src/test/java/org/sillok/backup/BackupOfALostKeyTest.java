package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.keys.KeyLoss;
import org.sillok.keys.RotationOrder;
import org.sillok.keys.RotationProgress;
import org.sillok.keys.RotationRun;
import org.sillok.keys.RotationSteps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.problem.Outcome;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;

/** A key-encryption key that was declared lost is not missed by a backup, and one that a backup still has stays in it. */
@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupOfALostKeyTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @Inject
    RotationRun rotation;

    @Inject
    KekRegister keks;

    @Inject
    KeyLoss loss;

    @TempDir
    Path temporary;

    @Test
    void lossIsRestoredWithTheRowsThatItIsAboutAndALineThatABackupHasIsKept() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        // The repository's own keys are there before the one that will be lost.
        rotate(RotationSteps.MOVE_ONLY);
        rotate(RotationSteps.MAKE_ONLY);
        repository.item(ngo, 1_200);
        String gone = keks.current();
        rotate(RotationSteps.MAKE_ONLY);
        repository.settle();
        Path earlier = temporary.resolve("earlier");
        assertThat(backups.run(earlier, PASSPHRASE, QUIET).isComplete()).isTrue();
        Path file = repository.dataDirectory().resolve("keys/kek");
        List<String> lines = Files.readAllLines(file);
        String line = lines.get(2);
        List<String> without = new ArrayList<>(lines);
        without.remove(2);
        Files.write(file, without);
        try {
            assertThat(backups.run(temporary.resolve("before"), PASSPHRASE, QUIET)
                            .missing())
                    .containsExactly("keys/kek");
            long wraps = keks.status().stream()
                    .filter(key -> key.kek().equals(gone))
                    .mapToLong(KekStatus::wraps)
                    .sum();
            assertThat(loss.declare(gone, wraps)).isInstanceOf(Outcome.Done.class);
            repository.settle();

            Path fresh = temporary.resolve("fresh");
            assertThat(backups.run(fresh, PASSPHRASE, QUIET).isComplete()).isTrue();
            assertThat(linesIn(fresh)).isEqualTo(without);
            for (int i = 0; i < 2; i++) {
                assertThat(backups.run(earlier, PASSPHRASE, QUIET).isComplete()).isTrue();
                assertThat(linesIn(earlier))
                        .startsWith(without.toArray(String[]::new))
                        .endsWith(line);
            }
            TestPostgres.Database database = TestPostgres.freshDatabase(false);
            RestoreRun.verified(fresh, PASSPHRASE, Clock.systemUTC(), QUIET)
                    .into(
                            Repository.target(
                                    "rst_1",
                                    database,
                                    temporary.resolve("data"),
                                    new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC())),
                            LaterHistory.UNKNOWN,
                            QUIET);
            assertThat(Repository.text(database.url(), "select kek || ' ' || wraps from vault.vault_lost_kek"))
                    .isEqualTo(gone + " " + wraps);
            assertThat(Repository.text(
                            database.url(), "select count(*) from vault.vault_subject_key where kek = '" + gone + "'"))
                    .isEqualTo(String.valueOf(wraps));
        } finally {
            Files.write(file, lines);
        }
        rotate(RotationSteps.MOVE_ONLY);
    }

    private static List<String> linesIn(Path folder) throws Exception {
        return new String(BackupOfLossesTest.keyIn(folder, "kek"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    private void rotate(RotationSteps steps) {
        rotation.run(RotationOrder.of(steps), null, new RotationProgress() {
            @Override
            public void at(long done, long total) {}

            @Override
            public void at(long done, long total, JsonObject resumePoint) {}
        });
    }
}
