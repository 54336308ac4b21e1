package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;
import static org.sillok.backup.BackupWorld.differences;
import static org.sillok.backup.BackupWorld.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.LogHead;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.log.KeptHeads;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.TestS3;

@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupRunTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @Inject
    ObjectStore store;

    @Inject
    BackupWorld world;

    @TempDir
    Path temporary;

    @Test
    void aBackupTakenWhileDepositsGoOnComesBackAsOneMoment() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        repository.item(ngo, 100_000);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        AtomicBoolean over = new AtomicBoolean();
        Path folder = temporary.resolve("backup");
        BackupReport report;
        try {
            Future<?> deposits = writer.submit(() -> {
                while (!over.get()) {
                    repository.item(ngo, 3_000);
                }
            });
            report = backups.run(folder, PASSPHRASE, QUIET);
            Thread.sleep(500);
            over.set(true);
            deposits.get();
        } finally {
            writer.shutdownNow();
        }
        repository.settle();
        assertThat(report.isComplete()).isTrue();
        assertThat(repository.size()).as("the log went on").isGreaterThan(report.treeSize());

        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path data = temporary.resolve("data");
        TestS3 s3 = new TestS3();
        ObjectStore objects = s3.store(Map.of());
        RestoreRun restore = RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET);
        restore.into(Repository.target("rst_1", database, data, objects), LaterHistory.UNKNOWN, QUIET);

        LogHead log = restore.manifest().log().orElseThrow();
        LogHead stored = restore.manifest().storedLog().orElseThrow();
        assertThat(stored.size()).isGreaterThanOrEqualTo(log.size());
        assertThat(restore.manifest().closed()).isFalse();
        assertThat(Repository.text(database.url(), "select size from sillok.log_tree"))
                .isEqualTo(String.valueOf(report.treeSize()));
        KeptHeads heads = new KeptHeads(temporary.resolve("nowhere"), log.origin(), log.vkey());
        assertThat(heads.judge(stored.size(), objects, log.checkpoint()))
                .as("whole, and closed: the log went on")
                .isEqualTo(new KeptHeads.Judgement.Held());
        assertThat(Files.readAllBytes(data.resolve("keys/kek")))
                .isEqualTo(Files.readAllBytes(repository.dataDirectory().resolve("keys/kek")));
        // Each recorded file is there, and the log has nothing beyond its tree as it was at the end.
        Set<String> content = names(objects, "content/");
        assertThat(content)
                .hasSize(
                        Integer.parseInt(Repository.text(database.url(), "select count(*) from sillok.evidence_file")));
        LogScope scope = new LogScope(stored);
        assertThat(names(objects, scope.prefix())).allMatch(name -> {
            String path = name.substring(scope.prefix().length());
            return scope.isNeeded(path) || path.equals("checkpoint");
        });
        assertThat(Repository.text(database.url(), "select count(*) from sillok.backup_restore where not recorded"))
                .isEqualTo("1");
        s3.close();
    }

    @Test
    void theNextBackupIntoTheSameDirectoryAddsWhatIsNewAndLeavesNothingBehind() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        repository.item(ngo, 20_000);
        Path folder = temporary.resolve("backup");
        BackupReport first = backups.run(folder, PASSPHRASE, QUIET);
        repository.item(ngo, 30_000);
        repository.settle();
        BackupReport second = backups.run(folder, PASSPHRASE, QUIET);
        assertThat(second.copied()).isPositive().isLessThan(second.objects());
        assertThat(second.manifest()).isNotEqualTo(first.manifest());
        assertThat(repository.text("select string_agg(encode(manifest, 'hex'), ' ' order by completed_at)"
                        + " from sillok.backup_completed"))
                .contains(first.manifest().hex() + " " + second.manifest().hex());
        assertThat(differences(folder)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("-.*", "")))
                    .containsExactlyInAnyOrder(
                            "database", "vault", "keys", "seal", "objects", "objects", "manifest.json", "lock");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aRunThatIsCutOffAnywhereLeavesTheBackupBeforeAndIsDoneAgain() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        repository.item(ngo, 4_000);
        repository.settle();
        Path folder = temporary.resolve("backup");
        class CutOff extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        assertThatThrownBy(() -> backups.run(folder, PASSPHRASE, (done, total) -> {
                    if (done > 3) {
                        throw new CutOff();
                    }
                }))
                .isInstanceOf(CutOff.class);
        assertThatThrownBy(() -> differences(folder))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("incomplete");
        BackupReport first = backups.run(folder, PASSPHRASE, QUIET);
        assertThat(first.copied()).as("what was copied is not copied again").isLessThan(first.objects());

        repository.item(ngo, 4_100);
        repository.settle();
        assertThatThrownBy(() -> backups.run(folder, PASSPHRASE, (done, total) -> {
                    if (done > 3) {
                        throw new CutOff();
                    }
                }))
                .isInstanceOf(CutOff.class);
        assertThat(RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET)
                        .digest())
                .isEqualTo(first.manifest());
        backups.run(folder, PASSPHRASE, QUIET);
        assertThat(differences(folder)).isEmpty();
    }

    @Test
    void aStoreThatFailsOrADirectoryOfOtherThingsIsOneLine() throws Exception {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReads();
        BackupRun failing = world.over(faulty);
        assertThatThrownBy(() -> failing.run(temporary.resolve("backup"), PASSPHRASE, QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageNotContaining("\n");
        Path mine = Files.createDirectories(temporary.resolve("mine/objects"));
        Path precious = Files.write(mine.resolve("precious"), new byte[] {1});
        assertThatThrownBy(() -> backups.run(temporary.resolve("mine"), PASSPHRASE, QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("other files");
        assertThat(precious).exists();
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Files.createDirectory(temporary.resolve("x")));
        assertThatThrownBy(() -> backups.run(link, PASSPHRASE, QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("symbolic link");
    }

    @Test
    void whereTheServiceKeepsAnythingOfItsOwnIsNoPlaceForABackup() {
        Path replica = temporary.resolve("replica");
        System.setProperty("sillok.storage.replica.directory", replica.toString());
        try {
            for (Path folder :
                    List.of(replica.resolve("b"), repository.dataDirectory().resolve("keys/b"))) {
                assertThatThrownBy(() -> backups.run(folder, PASSPHRASE, QUIET))
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining("within each other");
                assertThat(folder).doesNotExist();
            }
        } finally {
            System.clearProperty("sillok.storage.replica.directory");
        }
    }
}
