package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;
import static org.sillok.backup.BackupWorld.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.platform.cli.RestoreCommand;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.PrivateFile;
import picocli.CommandLine;

/** What the operator says of a restore is compared with what can be seen. */
@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class RestoreCommandTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @TempDir
    Path temporary;

    private record Told(int status, String text) {}

    /** A place to restore into: its own database, and an object store. */
    private final class Place {
        private final String name;
        private final TestPostgres.Database database = TestPostgres.freshDatabase(false);
        private final Path objects;
        private final Map<String, String> settings = new HashMap<>();

        Place(String name, Path objects) {
            this.name = name;
            this.objects = objects;
        }

        ObjectStore store() {
            return new FileSystemObjectStore(objects, Clock.systemUTC());
        }

        Told restore(String... words) throws IOException {
            Path passphrase = temporary.resolve("passphrase");
            new PrivateFile(passphrase).replace(new String(PASSPHRASE).getBytes(StandardCharsets.US_ASCII));
            settings.put("sillok.backup.passphrase-file", passphrase.toString());
            settings.put("sillok.database.url", database.url());
            settings.put("sillok.database.owner.username", database.owner().user());
            settings.put("sillok.database.owner.password", database.owner().password());
            settings.put("sillok.database.app.username", database.app().user());
            settings.put("sillok.database.app.password", database.app().password());
            settings.put("sillok.storage.directory", objects.toString());
            settings.put(
                    "sillok.log.high-water-mark", temporary.resolve("marks").toString());
            settings.put("sillok.data-dir", temporary.resolve(name).toString());
            List<String> arguments =
                    new ArrayList<>(List.of(temporary.resolve("backup").toString(), "--no-later-checkpoint"));
            arguments.addAll(List.of(words));
            PrintStream out = System.out;
            PrintStream err = System.err;
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            Map<String, String> before = new HashMap<>();
            settings.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
            try (PrintStream screen = new PrintStream(told, true, StandardCharsets.UTF_8)) {
                System.setOut(screen);
                System.setErr(screen);
                int status = new CommandLine(new RestoreCommand()).execute(arguments.toArray(String[]::new));
                return new Told(status, told.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(out);
                System.setErr(err);
                before.forEach((key, value) -> {
                    if (value == null) {
                        System.clearProperty(key);
                    } else {
                        System.setProperty(key, value);
                    }
                });
            }
        }
    }

    @Test
    void onlyAStoreThatHasSurvivedIsKeptAndOnlyWhatWasSaidFirstIsRepeated() throws Exception {
        Path live = repository.dataDirectory().resolve("objects");
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 2_000);
        repository.settle();
        copy(live, temporary.resolve("older"));
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 3_000);
        repository.settle();
        backups.run(temporary.resolve("backup"), PASSPHRASE, QUIET);
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 4_000);
        repository.settle();
        copy(live, temporary.resolve("survivor"));

        for (Place wrong :
                List.of(new Place("one", temporary.resolve("empty")), new Place("two", temporary.resolve("older")))) {
            List<String> before = List.copyOf(names(wrong.store(), ""));
            for (String attempt : List.of("first", "second")) {
                Told told = wrong.restore("--keep-objects");
                assertThat(told.text()).as(attempt).contains("not the one that survived");
                assertThat(told.status()).isEqualTo(2);
            }
            assertThat(names(wrong.store(), "")).containsExactlyElementsOf(before);
            // Nothing was begun, so it may be said otherwise.
            if (before.isEmpty()) {
                Told closed = wrong.restore();
                assertThat(closed.text()).contains("REFUSES TO SIGN").doesNotContain("--source-stopped");
                assertThat(closed.status()).isEqualTo(1);
            }
        }

        // Cut off in the middle, here because one key cannot be written.
        Place place = new Place("three", temporary.resolve("survivor"));
        Path key = temporary.resolve("log.key");
        new PrivateFile(key).create(new byte[1]);
        place.settings.put("sillok.log.key-file", key.toString());
        assertThat(place.restore("--keep-objects").text()).contains("another key");
        Files.delete(key);
        for (String other : List.of("--json", "--give-up-later-entries")) {
            Told told = place.restore(other);
            assertThat(told.text()).contains("--keep-objects").contains("repeat it");
            assertThat(told.status()).isEqualTo(2);
        }
        assertThat(names(place.store(), "log/")).noneMatch(name -> name.endsWith("/hold"));
        Told done = place.restore("--keep-objects");
        assertThat(done.text()).contains("run sillok rebuild").doesNotContain("stays closed");
        assertThat(done.status()).isEqualTo(1);
        assertThat(names(place.store(), "log/")).noneMatch(name -> name.endsWith("/hold"));

        // The replica has survived, and knows better than whoever gives up.
        Place beside = new Place("four", temporary.resolve("new"));
        beside.settings.put(
                "sillok.storage.replica.directory",
                temporary.resolve("survivor").toString());
        Told behind = beside.restore("--give-up-later-entries");
        assertThat(behind.text()).contains("REFUSES TO SIGN").contains("replica");
        assertThat(behind.status()).isEqualTo(1);
    }

    /** Its objects; what is being written beside them comes and goes. */
    private static void copy(Path from, Path to) throws IOException {
        for (String name : names(new FileSystemObjectStore(from, Clock.systemUTC()), "")) {
            Path copy = to.resolve(name);
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(from.resolve(name), copy);
        }
    }
}
