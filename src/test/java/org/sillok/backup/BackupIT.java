package org.sillok.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    private static final Path VERIFIER = Path.of("target", "sillok-verify.jar").toAbsolutePath();

    @TempDir
    Path temporary;

    private PackagedProgram program = new PackagedProgram(Path.of("unused"));

    @BeforeEach
    void aPassphrase() throws IOException {
        program = new PackagedProgram(temporary);
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
        String token = contributor(address, "data");
        byte[] statement = bytes(50_000);
        String item = deposit(address, token, statement);
        byte[] receipt = receipt(address, token, item);
        byte[] policy = given().get(address.resolve("/log/policy")).asByteArray();
        PackagedProgram.Told taken = program.run("data", "backup", "nightly");
        assertThat(taken.status()).as(taken.text()).isZero();
        String later = deposit(address, token, bytes(3_000));
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
        assertThat(content(oldAddress, token, item)).isEqualTo(statement);
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

        // Where nobody knows of anything later, it goes on.
        program.moveTo("island");
        PackagedProgram.Told restored = program.run("restored", "restore", backup, "--no-later-checkpoint");
        assertThat(restored.status()).as(restored.text()).isZero();
        Process again = program.serve("restored");
        URI now = program.awaitReady(again, "restored");
        assertThat(content(now, token, item)).isEqualTo(statement);
        assertThat(as(token).get(now.resolve("/api/v1/items/" + later)).statusCode())
                .isEqualTo(404);
        receipt(now, token, deposit(now, token, bytes(1_000)));
        for (byte[] each : List.of(receipt, receipt(now, token, item))) {
            assertThat(verify(policy, each, statement)).isZero();
        }
        PackagedProgram.Told audit = program.run("restored", "audit");
        assertThat(audit.text()).contains("Everything is intact");
        assertThat(audit.status()).isZero();
    }

    @Test
    void aRepositoryIsMovedWithABackupOfTheStoppedServiceIntoADatabaseOfOnesOwn() throws Exception {
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = contributor(address, "data");
        String item = deposit(address, token, bytes(10_000));
        PackagedProgram.stop(service);
        Path backup = temporary.resolve("moving");
        assertThat(program.run("data", "backup", backup.toString()).status()).isZero();
        PackagedProgram.Told verified = program.run("data", "backup", "--verify", backup.toString());
        assertThat(verified.status()).as(verified.text()).isZero();

        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        program.settings()
                .putAll(Map.of(
                        "SILLOK_DATABASE_URL", database.url(),
                        "SILLOK_DATABASE_OWNER_USERNAME", database.owner().user(),
                        "SILLOK_DATABASE_OWNER_PASSWORD", database.owner().password(),
                        "SILLOK_DATABASE_APP_USERNAME", database.app().user(),
                        "SILLOK_DATABASE_APP_PASSWORD", database.app().password()));
        // The same machine: everything that was ever signed is in the backup, so the log goes on.
        PackagedProgram.Told restored = program.run("moved", "restore", backup.toString(), "--no-later-checkpoint");
        assertThat(restored.status()).as(restored.text()).isZero();
        Process moved = program.serve("moved");
        URI now = program.awaitReady(moved, "moved");
        assertThat(content(now, token, item)).isEqualTo(bytes(10_000));
        receipt(now, token, deposit(now, token, bytes(1_000)));
        assertThat(program.run("moved", "audit").status()).isZero();
        PackagedProgram.stop(moved);
        PackagedProgram.Told full = program.run("more", "restore", backup.toString(), "--no-later-checkpoint");
        assertThat(full.status()).isEqualTo(2);
        assertThat(full.text()).contains("The database is not empty");
    }

    @Test
    void anObjectStoreThatSurvivedBringsARestoredDatabaseUpToTheLog() throws Exception {
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = contributor(address, "data");
        String item = deposit(address, token, bytes(10_000));
        assertThat(program.run("data", "backup", "nightly").status()).isZero();
        Thread.sleep(2_000);
        service.destroyForcibly().waitFor();
        program.settings()
                .put(
                        "SILLOK_STORAGE_DIRECTORY",
                        temporary.resolve("data/objects").toString());
        String backup = temporary.resolve("backups/nightly").toString();
        PackagedProgram.Told refused = program.run("new", "restore", backup, "--no-later-checkpoint");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.text()).contains("--keep-objects");
        PackagedProgram.Told behind = program.run("new", "restore", backup, "--no-later-checkpoint", "--keep-objects");
        assertThat(behind.text()).contains("sillok rebuild");
        assertThat(behind.status()).isEqualTo(1);
        PackagedProgram.Told rebuilt = program.run("new", "rebuild");
        assertThat(rebuilt.status()).as(rebuilt.text()).isZero();
        Process again = program.serve("new");
        URI now = program.awaitReady(again, "new");
        assertThat(content(now, token, item)).isEqualTo(bytes(10_000));
        receipt(now, token, deposit(now, token, bytes(1_000)));
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
        Files.writeString(half.resolve("restore-unfinished"), "rst_1\nmanifest\nwriting\n");
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

    private String contributor(URI address, String data) throws IOException {
        String custodian = Files.readString(temporary.resolve(data).resolve("tokens/custodian.token"))
                .strip();
        String party =
                post(address, custodian, "/api/v1/parties", "{\"kind\":\"NGO\",\"names\":{\"en\":\"Centre\"}}", "id");
        String user =
                post(address, custodian, "/api/v1/parties/" + party + "/users", "{\"roles\":[\"CONTRIBUTOR\"]}", "id");
        return post(address, custodian, "/api/v1/tokens", "{\"user\":\"" + user + "\",\"validFor\":\"PT1H\"}", "token");
    }

    private static String post(URI address, String token, String path, String body, String answer) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(address.resolve(path))
                .then()
                .statusCode(201)
                .extract()
                .path(answer);
    }

    private static String deposit(URI address, String token, byte[] file) {
        return as(token)
                .multiPart(
                        "metadata",
                        "{\"title\":{\"en\":\"Statement\"},\"kind\":\"TESTIMONY\",\"languages\":[\"en\"]}",
                        "application/json")
                .multiPart("file", "statement.bin", file, "application/octet-stream")
                .post(address.resolve("/api/v1/items"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static byte[] content(URI address, String token, String item) {
        return given().header("Authorization", "Bearer " + token)
                .get(address.resolve("/api/v1/items/" + item + "/versions/1/files/1"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static byte[] receipt(URI address, String token, String item) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            var answer = given().header("Authorization", "Bearer " + token)
                    .get(address.resolve("/api/v1/items/" + item + "/receipt"));
            if (answer.statusCode() == 200) {
                return answer.asByteArray();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no receipt");
    }

    private int verify(byte[] policy, byte[] receipt, byte[] file) throws Exception {
        Path folder = Files.createTempDirectory(temporary, "verify");
        Process process = new ProcessBuilder(
                        PackagedProgram.java(),
                        "-jar",
                        VERIFIER.toString(),
                        "--trust",
                        Files.write(folder.resolve("policy"), policy).toString(),
                        Files.write(folder.resolve("receipt.sillok.json"), receipt)
                                .toString(),
                        Files.write(folder.resolve("file"), file).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status).as(said).isZero();
        return status;
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).accept(ContentType.JSON);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
