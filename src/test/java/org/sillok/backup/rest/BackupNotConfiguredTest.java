package org.sillok.backup.rest;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BackupNotConfiguredTest {
    @Inject
    TestParties parties;

    @Test
    void aServiceWithoutAFolderOrPassphraseSaysSo() {
        parties.custodian()
                .sends(Map.of("name", "nightly"))
                .post("/api/v1/backups")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/backup-not-configured"));
    }
}
