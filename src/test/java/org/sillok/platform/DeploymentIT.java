package org.sillok.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.backup.PackagedProgram;

/** The packaged program as images and clusters run it: migrated apart from the service, and stopped while requests are under way. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeploymentIT {
    private static final String BODY = "{\"kind\":\"NGO\",\"names\":{\"en\":\"Example Centre (invented)\"}}";

    @TempDir
    Path temporary;

    private PackagedProgram program = new PackagedProgram(Path.of("unused"));

    @BeforeEach
    void aProgram() {
        program = new PackagedProgram(temporary);
    }

    @AfterEach
    void stopAll() throws Exception {
        program.stopAll();
    }

    @Test
    void aServiceWithoutTheOwnersLoginWorksOnADatabaseThatWasMigratedBefore() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Map<String, String> serving = Map.of(
                "SILLOK_OIDC_LOCAL_ISSUER", "true",
                "SILLOK_DATABASE_URL", database.url(),
                "SILLOK_DATABASE_APP_USERNAME", database.app().user(),
                "SILLOK_DATABASE_APP_PASSWORD", database.app().password());
        program.settings().putAll(serving);
        PackagedProgram.Told early = program.run("early", "serve");
        assertThat(early.status()).isEqualTo(1);
        assertThat(ownLines(early)).singleElement().asString().contains("sillok migrate");
        PackagedProgram.Told nobody = program.run("nobody", "migrate");
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.text()).contains("SILLOK_DATABASE_OWNER_USERNAME");

        program.settings().remove("SILLOK_DATABASE_APP_PASSWORD");
        program.settings()
                .putAll(Map.of(
                        "SILLOK_DATABASE_OWNER_USERNAME", database.owner().user(),
                        "SILLOK_DATABASE_OWNER_PASSWORD", database.owner().password()));
        PackagedProgram.Told first = program.run("job", "migrate");
        assertThat(first.status()).as(first.text()).isZero();
        assertThat(first.text()).contains("it was empty");
        PackagedProgram.Told again = program.run("job", "migrate");
        assertThat(again.status()).as(again.text()).isZero();
        assertThat(again.text()).contains("already");
        assertThat(temporary.resolve("job")).doesNotExist();

        program.settings().clear();
        program.settings().putAll(serving);
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        given().header("Authorization", "Bearer " + custodian())
                .get(address.resolve("/api/v1/me"))
                .then()
                .statusCode(200);
        PackagedProgram.stop(service);
    }

    @Test
    void aBackupWithTheOwnersLoginMigratesNothing() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path passphrase = Files.writeString(temporary.resolve("passphrase"), "correct horse battery staple\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(temporary.resolve("night"));
        program.settings()
                .putAll(Map.of(
                        "SILLOK_OIDC_LOCAL_ISSUER", "true",
                        "SILLOK_BACKUP_PASSPHRASE_FILE", passphrase.toString(),
                        "SILLOK_DATABASE_URL", database.url(),
                        "SILLOK_DATABASE_OWNER_USERNAME", database.owner().user(),
                        "SILLOK_DATABASE_OWNER_PASSWORD", database.owner().password(),
                        "SILLOK_DATABASE_APP_USERNAME", database.app().user(),
                        "SILLOK_DATABASE_APP_PASSWORD", database.app().password()));
        Path backup = temporary.resolve("backups").resolve("nightly");
        PackagedProgram.Told told = program.run("night", "backup", backup.toString());
        assertThat(told.status()).as(told.text()).isEqualTo(2);
        assertThat(ownLines(told)).singleElement().asString().contains("sillok migrate");
        assertThat(backup).doesNotExist();
        try (Connection connection = database.asOwner();
                Statement statement = connection.createStatement();
                ResultSet schemas = statement.executeQuery(
                        "select count(*) from information_schema.schemata where schema_name in ('sillok', 'vault')")) {
            schemas.next();
            assertThat(schemas.getInt(1)).isZero();
        }

        // A start with that login does migrate; then there is something to copy.
        Process service = program.serve("night");
        program.awaitReady(service, "night");
        PackagedProgram.stop(service);
        PackagedProgram.Told done = program.run("night", "backup", backup.toString());
        assertThat(done.status()).as(done.text()).isZero();
    }

    @Test
    void whatIsUnderWayIsAnsweredAfterTheServiceWasToldToStop() throws Exception {
        program.settings().put("QUARKUS_SHUTDOWN_DELAY", "PT5S");
        program.settings().put("QUARKUS_SHUTDOWN_TIMEOUT", "PT60S");
        Process service = program.serve("data");
        URI address = program.awaitReady(service, "data");
        String token = custodian();
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        try (Socket line = new Socket(address.getHost(), address.getPort())) {
            line.setSoTimeout(60_000);
            OutputStream out = line.getOutputStream();
            out.write(("POST /api/v1/parties HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer "
                            + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, body.length / 2);
            out.flush();
            // So that the request is there before the signal.
            TimeUnit.MILLISECONDS.sleep(500);
            service.destroy();

            // Load balancers see it, and who comes nevertheless is answered.
            await(() -> given().get(address.resolve("/q/health/ready")).statusCode() == 503);
            given().header("Authorization", "Bearer " + token)
                    .get(address.resolve("/api/v1/me"))
                    .then()
                    .statusCode(200);
            await(() -> program.lastOutput().contains("Waiting for HTTP requests to complete"));

            out.write(Arrays.copyOfRange(body, body.length / 2, body.length));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("HTTP/1.1 201");
        }
        assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // Who sees the program gone may copy the files of its database.
        assertThat(temporary.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    /** What the program itself tells the operator, without what the tools in it have to say. */
    private static List<String> ownLines(PackagedProgram.Told told) {
        return told.text().lines().filter(line -> line.startsWith("sillok:")).toList();
    }

    private String custodian() throws IOException {
        return Files.readString(temporary.resolve("data/tokens/custodian.token"))
                .strip();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (condition.holds()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("it did not come true");
    }
}
