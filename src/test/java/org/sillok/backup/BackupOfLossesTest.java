package org.sillok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.backup.BackupWorld.PASSPHRASE;
import static org.sillok.backup.BackupWorld.QUIET;
import static org.sillok.backup.BackupWorld.differences;
import static org.sillok.backup.BackupWorld.names;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.crypto.Pem;
import org.sillok.crypto.PrivateSigningKey;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.PrivateFile;

/** A backup is to be best exactly when the repository is not. */
@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class BackupOfLossesTest {
    private static final byte[] ANOTHER_KEK =
            ("sillok-kek/1\n" + "A".repeat(43) + "\n").getBytes(StandardCharsets.US_ASCII);

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
            Files.write(kek, ANOTHER_KEK);
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
    void aKeyThatIsLostOrExchangedAfterABackupStaysInTheBackupAndComesBack() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 1_100);
        repository.settle();
        Path folder = temporary.resolve("backup");
        backups.run(folder, PASSPHRASE, QUIET);
        Path keys = repository.dataDirectory().resolve("keys");
        for (String loss : List.of(
                "statement.key",
                "log.key",
                "log-post-quantum.key",
                "passphrase",
                "kek",
                "log.key=",
                "log-post-quantum.key=",
                "passphrase=",
                "kek=")) {
            String name = loss.replace("=", "");
            byte[] bytes = Files.readAllBytes(keys.resolve(name));
            Set<String> before = files(folder);
            before.remove(BackupManifest.NAME);
            BackupReport report;
            try {
                Files.delete(keys.resolve(name));
                if (loss.endsWith("=")) {
                    new PrivateFile(keys.resolve(name)).create(another(name));
                }
                report = backups.run(folder, PASSPHRASE, QUIET);
            } finally {
                new PrivateFile(keys.resolve(name)).replace(bytes);
            }
            assertThat(report.missing()).containsExactly("keys/" + name);
            assertThat(files(folder)).as("nothing is removed").containsAll(before);
            assertThat(keyIn(folder, name)).isEqualTo(bytes);
        }
        assertThat(differences(folder)).isEmpty();
        Path data = temporary.resolve("data");
        RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET)
                .into(
                        Repository.target(
                                "rst_1",
                                TestPostgres.freshDatabase(false),
                                data,
                                new FileSystemObjectStore(temporary.resolve("objects"), Clock.systemUTC())),
                        LaterHistory.UNKNOWN,
                        QUIET);
        assertThat(data.resolve("keys/kek")).hasSameBinaryContentAs(keys.resolve("kek"));
        assertThat(backups.run(folder, PASSPHRASE, QUIET).isComplete()).isTrue();
        assertThat(files(folder)).as("and then only one of each is left").hasSize(8);
    }

    private static byte[] another(String name) {
        SecureRandom random = new SecureRandom();
        return switch (name) {
            case "kek" -> ANOTHER_KEK;
            case "log.key" -> pem(Ed25519PrivateKey.generate(random));
            case "log-post-quantum.key" -> pem(MlDsa44PrivateKey.generate(random));
            default -> "another\n".getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] pem(PrivateSigningKey key) {
        return Pem.write(Pem.PRIVATE_KEY, key.pkcs8()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Set<String> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static byte[] keyIn(Path folder, String name) throws Exception {
        Containers containers = new Containers(PASSPHRASE);
        BackupFile file = new BackupCheck(new BackupDirectory(folder, Clock.systemUTC()), containers)
                .manifest()
                .manifest()
                .file(BackupFile.Role.KEYS);
        Map<String, byte[]> keys = new HashMap<>();
        try (InputStream in = Files.newInputStream(folder.resolve(file.name()))) {
            containers.read(in, (part, bytes) -> keys.put(part, bytes.readAllBytes()));
        }
        return Objects.requireNonNull(keys.get(name));
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
