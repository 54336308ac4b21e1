package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;
import static org.sillok.backup.BackupWorld.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.LogHead;
import org.sillok.crypto.Sha2;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.log.core.NoteKey;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;

/** A backup takes the place only of one that it continues. */
@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupOverAnotherTest {
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
    void aRepositoryThatDoesNotContinueABackupNeverTakesItsPlace() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 2_000);
        repository.settle();
        Path before = temporary.resolve("before");
        backups.run(before, PASSPHRASE, QUIET);
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 3_000);
        repository.settle();
        Path folder = temporary.resolve("backup");
        BackupReport good = backups.run(folder, PASSPHRASE, QUIET);
        Map<String, String> files = files(folder);

        TestPostgres.Database setBack = TestPostgres.freshDatabase(false);
        ObjectStore objects = new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC());
        RestoreRun.verified(before, PASSPHRASE, Clock.systemUTC(), QUIET)
                .into(
                        Repository.target("rst_1", setBack, temporary.resolve("data"), objects),
                        new LaterHistory(List.of(), false, LaterHistory.Word.GIVEN_UP),
                        QUIET);
        for (ObjectStore there : new ObjectStore[] {objects, store}) {
            assertThatThrownBy(() -> world.over(setBack, there).run(folder, PASSPHRASE, QUIET))
                    .as("a database that was set back")
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("name a new directory");
            assertThat(files(folder)).isEqualTo(files);
        }

        execute(setBack, "update sillok.log_tree set origin = 'another.invalid'");
        ObjectStore nothing = new FileSystemObjectStore(temporary.resolve("nothing"), Clock.systemUTC());
        for (TestPostgres.Database other : new TestPostgres.Database[] {setBack, TestPostgres.freshDatabase(true)}) {
            assertThatThrownBy(() -> world.over(other, nothing).run(folder, PASSPHRASE, QUIET))
                    .as("another repository, and one that has just begun")
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("name a new directory");
            assertThat(files(folder)).isEqualTo(files);
        }

        assertThatThrownBy(() -> backups.run(folder, "another passphrase".toCharArray(), QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not open with this passphrase")
                .hasMessageContaining("name a new directory");
        assertThat(files(folder)).isEqualTo(files);
        assertThat(RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET)
                        .digest())
                .isEqualTo(good.manifest());
        assertThat(backups.run(folder, PASSPHRASE, QUIET).isComplete()).isTrue();
    }

    @Test
    void everyLogOfABackupIsHeldBecauseTheSettingsDecideWhichOneGoesOn() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 2_000);
        repository.settle();
        Path one = temporary.resolve("one");
        backups.run(one, PASSPHRASE, QUIET);
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        ObjectStore objects = new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC());
        RestoreRun first = RestoreRun.verified(one, PASSPHRASE, Clock.systemUTC(), QUIET);
        LogHead log = first.manifest().log().orElseThrow();
        first.into(
                Repository.target("rst_1", database, temporary.resolve("data"), objects),
                new LaterHistory(List.of(), false, LaterHistory.Word.GIVEN_UP),
                QUIET);
        NoteKey key = NoteKey.parse(log.vkey());
        execute(
                database,
                "insert into sillok.log_tree (origin, vkey) values ('second.invalid', '"
                        + new NoteKey("second.invalid", key.type(), key.key()).vkey() + "')");
        Path two = temporary.resolve("two");
        world.over(database, objects).run(two, PASSPHRASE, QUIET);

        RestoreRun second = RestoreRun.verified(two, PASSPHRASE, Clock.systemUTC(), QUIET);
        assertThat(second.manifest().log().map(LogHead::origin)).hasValue("second.invalid");
        ObjectStore restored = new FileSystemObjectStore(temporary.resolve("restored"), Clock.systemUTC());
        second.into(
                Repository.target("rst_2", TestPostgres.freshDatabase(false), temporary.resolve("data2"), restored),
                LaterHistory.UNKNOWN,
                QUIET);
        assertThat(names(restored, "log/")).contains(LogScope.hold(log.origin()), LogScope.hold("second.invalid"));
    }

    private static void execute(TestPostgres.Database database, String sql) throws Exception {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every file with its digest. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(
                        folder.relativize(file).toString(),
                        Sha2.sha256(Files.readAllBytes(file)).hex());
            }
        }
        return digests;
    }
}
