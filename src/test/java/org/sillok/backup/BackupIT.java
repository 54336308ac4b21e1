package org.sillok.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.platform.TestPostgres;

/** The packaged program, as an operator uses it: backup while it runs, loss, restore, and what the log makes of it. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BackupIT {
    @TempDir
    Path temporary;

    private PackagedProgram program = new PackagedProgram(Path.of("unused"));
    private PackagedClient client = new PackagedClient(Path.of("unused"));

    @BeforeEach
    void aPassphrase() throws IOException {
        program = new PackagedProgram(temporary);
        client = new PackagedClient(temporary);
        Path file = Files.writeString(temporary.resolve("passphrase"), "correct horse battery staple\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        program.settings().put("SILLOK_BACKUP_PASSPHRASE_FILE", file.toString());
        program.settings()
                .put("SILLOK_BACKUP_DIRECTORY", temporary.resolve("backups").toString());
    }

    @AfterEach
    void stopAll() throws Exception {
        program.stopAll();
    }

    @Test
    void whatWasBackedUpWhileTheServiceRanComesBackAndALogThatIsBehindRefusesToSign() throws Exception {
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = client.contributor(address, "data");
        byte[] statement = PackagedClient.bytes(50_000);
        String item = PackagedClient.deposit(address, token, statement);
        byte[] receipt = PackagedClient.receipt(address, token, item);
        byte[] policy = given().get(address.resolve("/log/policy")).asByteArray();
        PackagedProgram.Told taken = program.run("data", "backup", "nightly");
        assertThat(taken.status()).as(taken.text()).isZero();
        String later = PackagedClient.deposit(address, token, PackagedClient.bytes(3_000));
        Thread.sleep(2_000);
        byte[] checkpoint = given().get(address.resolve("/log/checkpoint")).asByteArray();
        Path kept = Files.write(temporary.resolve("kept.checkpoint"), checkpoint);
        service.destroyForcibly().waitFor();
        String backup = temporary.resolve("backups/nightly").toString();

        // On this machine the high-water mark knows better.
        PackagedProgram.Told behind = program.run("behind", "restore", backup, "--no-later-checkpoint");
        assertThat(behind.status()).as(behind.text()).isEqualTo(1);
        assertThat(behind.text()).contains("REFUSES TO SIGN");
        Process old = program.serve("behind");
        URI oldAddress = program.awaitReady(old, "behind");
        given().get(oldAddress.resolve("/log/checkpoint"))
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/log-refuses"));
        assertThat(PackagedClient.content(oldAddress, token, item)).isEqualTo(statement);
        PackagedProgram.stop(old);

        // Elsewhere a checkpoint that somebody kept does the same.
        program.moveTo("elsewhere");
        PackagedProgram.Told warned = program.run("warned", "restore", backup, "--checkpoint", kept.toString());
        assertThat(warned.status()).as(warned.text()).isEqualTo(1);
        Process refusing = program.serve("warned");
        given().get(program.awaitReady(refusing, "warned").resolve("/log/checkpoint"))
                .then()
                .statusCode(503);
        PackagedProgram.stop(refusing);
        // Also as another user, in another container, on another machine: what is known travels with what was restored.
        program.moveTo("yet-elsewhere");
        refusing = program.serve("warned");
        given().get(program.awaitReady(refusing, "warned").resolve("/log/checkpoint"))
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/log-refuses"));
        PackagedProgram.stop(refusing);

        // Where nobody knows of anything later, the log went on all the same: it stays closed.
        program.moveTo("island");
        PackagedProgram.Told closed = program.run("closed", "restore", backup, "--no-later-checkpoint");
        assertThat(closed.status()).as(closed.text()).isEqualTo(1);
        assertThat(closed.text()).contains("REFUSES TO SIGN", "--give-up-later-entries");
        refusing = program.serve("closed");
        given().get(program.awaitReady(refusing, "closed").resolve("/log/checkpoint"))
                .then()
                .statusCode(503);
        PackagedProgram.stop(refusing);

        // Until somebody gives up, on the record, what came after the backup.
        PackagedProgram.Told restored =
                program.run("restored", "restore", backup, "--no-later-checkpoint", "--give-up-later-entries");
        if (restored.status() != 0) {
            assertThat(restored.text()).contains("run sillok rebuild");
            PackagedProgram.Told rebuilt = program.run("restored", "rebuild");
            assertThat(rebuilt.status()).as(rebuilt.text()).isZero();
        }
        Process again = program.serve("restored");
        URI now = program.awaitReady(again, "restored");
        assertThat(PackagedClient.content(now, token, item)).isEqualTo(statement);
        assertThat(PackagedClient.as(token)
                        .get(now.resolve("/api/v1/items/" + later))
                        .statusCode())
                .isEqualTo(404);
        PackagedClient.receipt(now, token, PackagedClient.deposit(now, token, PackagedClient.bytes(1_000)));
        for (byte[] each : List.of(receipt, PackagedClient.receipt(now, token, item))) {
            assertThat(client.verify(policy, each, statement)).isZero();
        }
        PackagedProgram.Told audit = program.run("restored", "audit");
        assertThat(audit.text()).contains("Everything is intact");
        assertThat(audit.status()).isZero();
    }

    @Test
    void aRepositoryIsMovedWithABackupOfTheStoppedServiceIntoADatabaseOfOnesOwn() throws Exception {
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = client.contributor(address, "data");
        String item = PackagedClient.deposit(address, token, PackagedClient.bytes(10_000));
        PackagedProgram.stop(service);
        Path backup = temporary.resolve("moving");
        assertThat(program.run("data", "backup", backup.toString()).status()).isZero();
        PackagedProgram.Told verified = program.run("data", "backup", "--verify", backup.toString());
        assertThat(verified.status()).as(verified.text()).isZero();

        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        program.settings()
                .putAll(Map.of(
                        "SILLOK_OIDC_LOCAL_ISSUER", "true",
                        "SILLOK_DATABASE_URL", database.url(),
                        "SILLOK_DATABASE_OWNER_USERNAME", database.owner().user(),
                        "SILLOK_DATABASE_OWNER_PASSWORD", database.owner().password(),
                        "SILLOK_DATABASE_APP_USERNAME", database.app().user(),
                        "SILLOK_DATABASE_APP_PASSWORD", database.app().password()));
        // The same machine: everything that was ever signed is in the backup, so the log goes on.
        PackagedProgram.Told restored =
                program.run("moved", "restore", backup.toString(), "--no-later-checkpoint", "--source-stopped");
        assertThat(restored.status()).as(restored.text()).isZero();
        Process moved = program.serve("moved");
        URI now = program.awaitReady(moved, "moved");
        assertThat(PackagedClient.content(now, token, item)).isEqualTo(PackagedClient.bytes(10_000));
        PackagedClient.receipt(now, token, PackagedClient.deposit(now, token, PackagedClient.bytes(1_000)));
        assertThat(program.run("moved", "audit").status()).isZero();
        PackagedProgram.stop(moved);
        for (String attempt : List.of("first", "second")) {
            PackagedProgram.Told full = program.run("more", "restore", backup.toString(), "--no-later-checkpoint");
            assertThat(full.status()).as(attempt).isEqualTo(2);
            assertThat(full.text()).contains("The database is not empty");
        }
    }

    @Test
    void anObjectStoreThatSurvivedBringsARestoredDatabaseUpToTheLog() throws Exception {
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = client.contributor(address, "data");
        String item = PackagedClient.deposit(address, token, PackagedClient.bytes(10_000));
        assertThat(program.run("data", "backup", "nightly").status()).isZero();
        Thread.sleep(2_000);
        service.destroyForcibly().waitFor();
        program.settings()
                .put(
                        "SILLOK_STORAGE_DIRECTORY",
                        temporary.resolve("data/objects").toString());
        String backup = temporary.resolve("backups/nightly").toString();
        for (String attempt : List.of("first", "second")) {
            PackagedProgram.Told refused = program.run("new", "restore", backup, "--no-later-checkpoint");
            assertThat(refused.status()).as(attempt).isEqualTo(2);
            assertThat(refused.text()).contains("--keep-objects");
        }
        PackagedProgram.Told behind = program.run("new", "restore", backup, "--no-later-checkpoint", "--keep-objects");
        assertThat(behind.text()).contains("sillok rebuild");
        assertThat(behind.status()).isEqualTo(1);
        PackagedProgram.Told rebuilt = program.run("new", "rebuild");
        assertThat(rebuilt.status()).as(rebuilt.text()).isZero();
        Process again = program.serve("new");
        URI now = program.awaitReady(again, "new");
        assertThat(PackagedClient.content(now, token, item)).isEqualTo(PackagedClient.bytes(10_000));
        PackagedClient.receipt(now, token, PackagedClient.deposit(now, token, PackagedClient.bytes(1_000)));
        given().get(now.resolve("/log/checkpoint")).then().statusCode(200);
        PackagedProgram.Told audit = program.run("new", "audit");
        assertThat(audit.status()).as(audit.text()).isZero();
    }

    @Test
    void whatCannotBeDoneIsOneLineAndWritesNothing() throws Exception {
        program.settings().remove("SILLOK_BACKUP_PASSPHRASE_FILE");
        Process service = program.serve("data");
        program.awaitReady(service, "data");
        assertOneLine(program.run("data", "backup", "nightly"), "nowhere to put a backup");
        PackagedProgram.stop(service);
        assertOneLine(program.run("data", "backup", temporary.resolve("b").toString()), "No passphrase");
        program.settings()
                .put(
                        "SILLOK_BACKUP_PASSPHRASE_FILE",
                        temporary.resolve("passphrase").toString());
        Path backup = temporary.resolve("b");
        assertThat(program.run("data", "backup", backup.toString()).status()).isZero();
        assertOneLine(program.run("data", "restore", backup.toString(), "--no-later-checkpoint"), "is not empty");
        assertOneLine(
                program.run("new", "restore", temporary.resolve("none").toString(), "--no-later-checkpoint"),
                "no backup");
        assertThat(program.run("new", "restore", backup.toString()).text()).contains("--no-later-checkpoint");
        Path checkpoint = Files.writeString(temporary.resolve("other.checkpoint"), "other\n");
        assertOneLine(
                program.run("new", "restore", backup.toString(), "--checkpoint", checkpoint.toString()),
                "not one of this backup");
        Files.writeString(temporary.resolve("passphrase"), "another passphrase\n");
        assertOneLine(program.run("new", "restore", backup.toString(), "--no-later-checkpoint"), "passphrase");
        assertThat(temporary.resolve("new")).doesNotExist();

        // As a cut-off leaves it: nothing starts there, and another backup does not go on with it.
        Path half = Files.createDirectories(temporary.resolve("half"));
        Files.writeString(half.resolve("restore-unfinished"), "rst_1\nmanifest\n\nwriting\n");
        PackagedProgram.Told serve = program.run("half", "serve");
        assertThat(serve.status()).isEqualTo(1);
        assertThat(serve.text().strip()).contains("was not finished").doesNotContain("\n");
        Files.writeString(temporary.resolve("passphrase"), "correct horse battery staple\n");
        assertOneLine(program.run("half", "restore", backup.toString(), "--no-later-checkpoint"), "another backup");
    }

    private static void assertOneLine(PackagedProgram.Told told, String saying) {
        assertThat(told.status()).as(told.text()).isEqualTo(2);
        assertThat(told.text().strip()).startsWith("sillok: ").contains(saying).doesNotContain("\n");
    }
}
