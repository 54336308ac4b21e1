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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.core.BackupManifest;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SourceId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.PrivateFile;
import org.sillok.vault.RestoredIdentities;
import org.sillok.vault.SealedIdentity;

@QuarkusTest
@TestProfile(BackupWorld.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class RestoreRunTest {
    @Inject
    TestParties parties;

    @Inject
    Repository repository;

    @Inject
    BackupRun backups;

    @TempDir
    Path temporary;

    @Test
    void everyFileThatIsAlteredMissingAddedOrSwappedIsNamedAndNothingIsWritten() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 5_000);
        Path folder = temporary.resolve("backup");
        Path other = temporary.resolve("other");
        backups.run(folder, PASSPHRASE, QUIET);
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 6_000);
        backups.run(other, PASSPHRASE, QUIET);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        BackupManifest authentic = new BackupCheck(
                        new BackupDirectory(folder, Clock.systemUTC()), new Containers(PASSPHRASE))
                .manifest()
                .manifest();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replaceFirst("^objects/", "");
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            changed[bytes.length / 2] ^= 1;
            Files.write(file, changed);
            assertNamed(folder, authentic, name);
            Files.delete(file);
            assertNamed(folder, authentic, name);
            Files.write(file, bytes);
        }
        for (String stranger : List.of("notes.txt", "objects/content/strange", "objects/Strange", "vault-1.cms")) {
            Path added = folder.resolve(stranger);
            Files.write(added, new byte[] {1});
            assertRefused(folder, stranger.replaceFirst("^objects/", ""));
            Files.delete(added);
        }
        // A manifest with its own seal, of another backup; and a seal alone.
        byte[] manifest = Files.readAllBytes(folder.resolve(BackupManifest.NAME));
        Files.write(folder.resolve(BackupManifest.NAME), Files.readAllBytes(other.resolve(BackupManifest.NAME)));
        assertRefused(folder, "seal-");
        Files.write(folder.resolve(BackupManifest.NAME), manifest);
        String seal = BackupManifest.parse(manifest).seal();
        byte[] own = Files.readAllBytes(folder.resolve(seal));
        Files.write(
                folder.resolve(seal),
                Files.readAllBytes(
                        other.resolve(BackupManifest.parse(Files.readAllBytes(other.resolve(BackupManifest.NAME)))
                                .seal())));
        assertRefused(folder, BackupManifest.NAME);
        Files.write(folder.resolve(seal), own);
        assertThat(differences(folder)).isEmpty();
        assertThatThrownBy(
                        () -> RestoreRun.verified(folder, "another passphrase".toCharArray(), Clock.systemUTC(), QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void anIdentityOpensAfterARestoreWithTheKeyFileThatCameBackAndNotWithout() throws Exception {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String source =
                owner.sends(Map.of("kind", "PERSON")).post("/api/v1/sources").path("id");
        owner.sends(Map.of("notes", "가상의 인물"))
                .put("/api/v1/sources/" + source + "/identity")
                .then()
                .statusCode(200);
        repository.settle();
        Path folder = temporary.resolve("backup");
        assertThat(backups.run(folder, PASSPHRASE, QUIET).isComplete()).isTrue();
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path data = temporary.resolve("data");
        RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET)
                .into(
                        Repository.target(
                                "rst_1",
                                database,
                                data,
                                new FileSystemObjectStore(temporary.resolve("restored"), Clock.systemUTC())),
                        LaterHistory.UNKNOWN,
                        QUIET);
        SourceId id = new SourceId(source);
        byte[] sealed = HexFormat.of()
                .parseHex(Repository.text(
                        database.url(),
                        "select encode(identity, 'hex') from sillok.identities_identity where source = '" + source
                                + "'"));
        Path keyFile = data.resolve("keys/identity-kek");
        IdentityVault restored = RestoredIdentities.over(database.appDataSource(), keyFile);
        SealedIdentity identity = new SealedIdentity(restored.keyOf(id, 1).orElseThrow(), Bytes.of(sealed));
        assertThat(new String(restored.open(id, 1, identity), StandardCharsets.UTF_8))
                .contains("가상의 인물");
        Files.delete(keyFile);
        assertThatThrownBy(() -> RestoredIdentities.over(database.appDataSource(), keyFile)
                        .open(id, 1, identity))
                .isInstanceOf(KekUnavailableException.class);
        Path here = repository.dataDirectory().resolve("keys/identity-kek");
        byte[] kept = Files.readAllBytes(here);
        Files.delete(here);
        try {
            assertThat(backups.run(temporary.resolve("lacking"), PASSPHRASE, QUIET)
                            .missing())
                    .containsExactly("keys/identity-kek");
        } finally {
            new PrivateFile(here).create(kept);
        }
    }

    @Test
    void oneStoredFileThatRottedDoesNotKeepAllOthersFromComingBack() throws Exception {
        String item = repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 5_000);
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 6_000);
        repository.settle();
        Path folder = temporary.resolve("backup");
        backups.run(folder, PASSPHRASE, QUIET);
        String object = repository.text("select object from sillok.evidence_file where item = '" + item + "'");
        String name = "content/" + object.substring(4, 6) + "/" + object;
        Files.write(folder.resolve("objects").resolve(name), new byte[] {1});
        assertRefused(folder, name);
        RestoreRun restore = RestoreRun.verifiedExceptFiles(folder, PASSPHRASE, Clock.systemUTC(), QUIET);
        assertThat(restore.missing()).containsExactly(name);
        ObjectStore objects = new FileSystemObjectStore(temporary.resolve("restored"), Clock.systemUTC());
        restore.into(
                Repository.target("rst_1", TestPostgres.freshDatabase(false), temporary.resolve("data"), objects),
                LaterHistory.UNKNOWN,
                QUIET);
        assertThat(names(objects, "")).isNotEmpty().doesNotContain(name);
        // Of the log nothing can be left out.
        Path record = folder.resolve("objects")
                .resolve(names(objects, "log/").stream()
                        .filter(each -> each.contains("/record/"))
                        .findFirst()
                        .orElseThrow());
        Files.write(record, new byte[] {1});
        assertThatThrownBy(() -> RestoreRun.verifiedExceptFiles(folder, PASSPHRASE, Clock.systemUTC(), QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("log/");
    }

    @Test
    void aRestoreThatIsCutOffAtAnyWriteGoesOnAndNeedsAnEmptyPlace() throws Exception {
        repository.item(parties.newPartyWith(Role.CONTRIBUTOR), 2_000);
        repository.settle();
        Path folder = temporary.resolve("backup");
        BackupReport report = backups.run(folder, PASSPHRASE, QUIET);
        RestoreRun restore = RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET);
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path objects = temporary.resolve("restored");
        FaultyObjectStore faulty = new FaultyObjectStore(new FileSystemObjectStore(objects, Clock.systemUTC()));
        RestoreTarget target = Repository.target("rst_1", database, temporary.resolve("data"), faulty);
        boolean cutOff = true;
        for (int nth = 1; cutOff; nth += 5) {
            faulty.failFrom(nth, FaultyObjectStore.Outcome.LOST);
            cutOff = false;
            try {
                restore.into(target, LaterHistory.UNKNOWN, QUIET);
            } catch (BackupException e) {
                cutOff = true;
            }
        }
        faulty.heal();
        restore.into(target, LaterHistory.UNKNOWN, QUIET);
        assertThat(names(faulty, "")).hasSize((int) report.objects() + 2);
        assertThat(Repository.text(database.url(), "select count(*) from sillok.backup_restore"))
                .isEqualTo("1");

        assertThatThrownBy(() -> RestoreRun.requireEmpty(
                        Repository.target("rst_2", database, temporary.resolve("data2"), faulty), true))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not empty");
        TestPostgres.Database empty = TestPostgres.freshDatabase(false);
        assertThatThrownBy(() -> RestoreRun.requireEmpty(
                        Repository.target("rst_2", empty, temporary.resolve("data2"), faulty), false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("object store is not empty");
        Files.createDirectories(temporary.resolve("data3/keys"));
        Files.write(temporary.resolve("data3/keys/kek"), new byte[] {1});
        ObjectStore another = new FileSystemObjectStore(temporary.resolve("another"), Clock.systemUTC());
        assertThatThrownBy(() -> restore.into(
                        Repository.target("rst_2", empty, temporary.resolve("data3"), another),
                        LaterHistory.UNKNOWN,
                        QUIET))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("another key");
    }

    /** Opening the seal takes long, and need not be repeated where it is as it was. */
    private static void assertNamed(Path folder, BackupManifest authentic, String name) throws Exception {
        if (name.equals(BackupManifest.NAME) || name.equals(authentic.seal())) {
            assertRefused(folder, name);
            return;
        }
        BackupCheck check = new BackupCheck(new BackupDirectory(folder, Clock.systemUTC()), new Containers(PASSPHRASE));
        assertThat(check.differences(authentic, QUIET)).as(name).anyMatch(difference -> difference.contains(name));
    }

    private static void assertRefused(Path folder, String name) {
        assertThatThrownBy(() -> RestoreRun.verified(folder, PASSPHRASE, Clock.systemUTC(), QUIET))
                .as(name)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(name);
    }
}
