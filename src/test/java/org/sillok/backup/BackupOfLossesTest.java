package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.backup.BackupRunTest.PASSPHRASE;
import static org.sillok.backup.BackupRunTest.QUIET;
import static org.sillok.backup.BackupRunTest.differences;
import static org.sillok.backup.BackupRunTest.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.PrivateFile;

/** A backup is to be best exactly when the repository is not. */
@QuarkusTest
@TestProfile(BackupRunTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupOfLossesTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @Inject
    ObjectStore store;

    @TempDir
    Path temporary;

    @Test
    void anObjectThatTheStoreHasLostOrDamagedIsNamedAndTheRestIsBackedUp() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = repository.item(ngo, 7_000);
        repository.settle();
        String object = repository.text("select object from sillok.evidence_file where item = '" + item + "'");
        Path file = repository.dataDirectory().resolve("objects/content/" + object.substring(4, 6) + "/" + object);
        byte[] bytes = Files.readAllBytes(file);
        byte[] changed = bytes.clone();
        changed[100] ^= 1;
        try {
            Files.write(file, changed);
            BackupReport report = backups.run(temporary.resolve("damaged"), PASSPHRASE, QUIET);
            assertThat(report.missing()).singleElement().asString().endsWith(object);
            Files.delete(file);
            Path folder = temporary.resolve("lost");
            assertThat(backups.run(folder, PASSPHRASE, QUIET).isComplete()).isFalse();
            assertThat(differences(folder))
                    .as("what is there is as it should be")
                    .isEmpty();
            Files.write(file, bytes);
            assertThat(backups.run(folder, PASSPHRASE, QUIET).isComplete()).isTrue();
        } finally {
            Files.write(file, bytes);
        }
    }

    @Test
    void aKeyFileThatIsNotThereMakesABackupIncompleteAndIsNamed() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 1_000);
        repository.settle();
        for (String name : List.of("kek", "statement.key", "log.key", "log-post-quantum.key", "passphrase")) {
            Path file = repository.dataDirectory().resolve("keys").resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            try {
                BackupReport report = backups.run(temporary.resolve(name), PASSPHRASE, QUIET);
                assertThat(report.missing()).containsExactly("keys/" + name);
                assertThat(report.isComplete()).isFalse();
            } finally {
                new PrivateFile(file).create(bytes);
            }
        }
        Path kek = repository.dataDirectory().resolve("keys/kek");
        byte[] right = Files.readAllBytes(kek);
        try {
            Files.writeString(kek, "sillok-kek/1\n" + "A".repeat(43) + "\n");
            assertThat(backups.run(temporary.resolve("another"), PASSPHRASE, QUIET)
                            .missing())
                    .containsExactly("keys/kek");
        } finally {
            Files.write(kek, right);
        }
        assertThat(backups.run(temporary.resolve("all"), PASSPHRASE, QUIET).isComplete())
                .isTrue();
    }

    @Test
    void whatTheRepositoryLosesAfterABackupComesBackFromTheNextOne() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = repository.item(ngo, 8_000);
        repository.settle();
        Path folder = temporary.resolve("backup");
        backups.run(folder, PASSPHRASE, QUIET);
        String object = repository.text("select object from sillok.evidence_file where item = '" + item + "'");
        Path objects = repository.dataDirectory().resolve("objects");
        String content = "content/" + object.substring(4, 6) + "/" + object;
        String record = names(store, "log/").stream()
                .filter(name -> name.contains("/record/"))
                .findFirst()
                .orElseThrow();
        for (String name : List.of(content, record)) {
            byte[] bytes = Files.readAllBytes(objects.resolve(name));
            Files.delete(objects.resolve(name));
            try {
                assertThat(backups.run(folder, PASSPHRASE, QUIET).missing()).isEmpty();
                assertThat(folder.resolve("objects").resolve(name)).hasBinaryContent(bytes);
            } finally {
                Files.write(objects.resolve(name), bytes);
            }
            byte[] rotten = bytes.clone();
            rotten[0] ^= 1;
            Files.write(folder.resolve("objects").resolve(name), rotten);
            assertThat(backups.run(folder, PASSPHRASE, QUIET).copied()).isPositive();
            assertThat(folder.resolve("objects").resolve(name)).hasBinaryContent(bytes);
        }
        assertThat(differences(folder)).isEmpty();
    }
}
