package org.sillok.backup.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@TestProfile(BackupResourceTest.Configured.class)
@WithTestResource(PostgresTestResource.class)
class BackupResourceTest {
    private static final String BACKUPS = "/api/v1/backups";

    /** A service that has somewhere to put backups. */
    public static final class Configured implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory(
                                Files.createDirectories(Path.of("target", "test-data")), "backups-")
                        .toAbsolutePath();
                Path passphrase = Files.writeString(folder.resolve("passphrase"), "a passphrase for tests\n");
                Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
                return Map.of(
                        "sillok.backup.directory", folder.resolve("all").toString(),
                        "sillok.backup.passphrase-file", passphrase.toString(),
                        "sillok.backup.max-age", "P1D");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    TestParties parties;

    @Test
    void anOperatorTakesABackupOfAGivenName() throws InterruptedException {
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        String id = operator.sends(Map.of("name", "nightly"))
                .header("Idempotency-Key", "backup-of-today")
                .post(BACKUPS)
                .then()
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/v1/jobs/job_[a-z2-7]{26}"))
                .extract()
                .path("id");
        JsonPath job = operator.awaitJob(id);
        assertThat(job.getString("kind")).isEqualTo("BACKUP");
        assertThat(job.getString("state")).isEqualTo("DONE");
        assertThat(job.getString("result.outcome")).isEqualTo("COMPLETE");
        assertThat(job.getLong("result.treeSize")).isPositive();
        assertThat(job.getString("result")).doesNotContain("/");
        assertThat(folder().resolve("nightly").resolve("manifest.json")).exists();
        operator.sends(Map.of("name", "nightly"))
                .header("Idempotency-Key", "backup-of-today")
                .post(BACKUPS)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
        for (int i = 0; i < 70 && wellness().getString("lastComplete") == null; i++) {
            Thread.sleep(1_000);
        }
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'backup' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'backup' }.data.lastComplete", notNullValue());
    }

    @Test
    void aDirectoryThatCannotBeUsedIsADocumentedProblem() throws Exception {
        Actor custodian = parties.custodian();
        Files.createDirectories(folder());
        Path elsewhere = Files.createTempDirectory(folder().getParent(), "elsewhere");
        Files.createSymbolicLink(folder().resolve("linked"), elsewhere);
        Files.createDirectories(folder().resolve("other/things"));
        for (String name : List.of("linked", "other")) {
            String id = custodian
                    .sends(Map.of("name", name))
                    .post(BACKUPS)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            JsonPath job = custodian.awaitJob(id);
            assertThat(job.getString("state")).isEqualTo("FAILED");
            assertThat(job.getString("problem.type")).isEqualTo("/problems/backup-failed");
        }
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void badNamesAreRefused() {
        Actor custodian = parties.custodian();
        for (String name : List.of("", ".", "..", "../up", "a/b", "/tmp/x", "Nightly", "a b", "-x", "x".repeat(64))) {
            custodian
                    .sends(Map.of("name", name))
                    .post(BACKUPS)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-field"));
        }
        custodian.sends(Map.of()).post(BACKUPS).then().statusCode(400).body("type", equalTo("/problems/invalid-field"));
        custodian
                .sends(Map.of("name", "x", "directory", "/tmp"))
                .post(BACKUPS)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/unknown-field"));
    }

    @Test
    void othersMayNot() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"x\"}")
                .post(BACKUPS)
                .then()
                .statusCode(401);
        for (Role role : List.of(Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.AUDITOR)) {
            parties.newPartyWith(role)
                    .sends(Map.of("name", "x"))
                    .post(BACKUPS)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/forbidden"));
        }
    }

    private static Path folder() {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.backup.directory", String.class));
    }

    private static JsonPath wellness() {
        return given().get("/q/health/well")
                .then()
                .extract()
                .jsonPath()
                .setRootPath("checks.find { it.name == 'backup' }.data");
    }
}
