package org.sillok.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.custody.AccessLog;
import org.sillok.identity.core.ApiTokenText;
import org.sillok.identity.db.ApiTokenRows;
import org.sillok.platform.PostgresTestResource;
import org.sillok.platform.TestPostgres;

/** What ends a token, at other times and in a database that was restored. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProgramAdmissionTest {
    @Inject
    TestParties parties;

    @Inject
    ApiTokenRows rows;

    @Inject
    AccessLog accessLog;

    @Inject
    Scope scope;

    @Test
    void aTokenExpiresToTheMillisecond() {
        String token = token();
        Instant created = rows.find(id(token)).orElseThrow().createdAt();
        assertThat(at(created).of(token)).isPresent();
        assertThat(at(created.plus(Duration.ofMinutes(10)).minusMillis(1)).of(token))
                .isPresent();
        assertThat(at(created.plus(Duration.ofMinutes(10))).of(token)).isEmpty();
        // The clock went on, and back again: what is expired is so by its own time only.
        assertThat(at(created.plus(Duration.ofMinutes(9))).of(token)).isPresent();
    }

    @Test
    void theSecretOfOneTokenDoesNotFitTheIdOfAnother() {
        String one = token();
        String other = token();
        String mixed = one.substring(0, 38) + other.substring(38);
        assertThat(at(Instant.now()).of(mixed)).isEmpty();
    }

    @Test
    void aTokenFromBeforeARestoreCountsNoMore() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(true);
        ApiTokenText text = ApiTokenText.fresh(length -> new byte[length]);
        Instant created = Instant.parse("2026-11-01T00:00:00Z");
        ApiTokenRows restored = new ApiTokenRows(database.appDataSource());
        ProgramAdmission admission = new ProgramAdmission(
                restored, accessLog, scope, Clock.fixed(created.plus(Duration.ofDays(3)), ZoneOffset.UTC));
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("insert into sillok.identity_party (id, kind, status, repository, details, created_at)"
                    + " values ('pty_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'NGO', 'ACTIVE', false, '', now())");
            statement.execute("insert into sillok.identity_user (id, party, roles, status, created_at) values"
                    + " ('usr_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa', '{CONTRIBUTOR,AUDITOR}',"
                    + " 'ACTIVE', now())");
            restored.add(new ApiTokenRows.Row(
                    text.id().value(),
                    "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    "usr_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    text.digest().toArray(),
                    new String[] {"CONTRIBUTOR", "INVESTIGATOR"},
                    "READ",
                    new byte[0],
                    created,
                    "usr_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                    created.plus(Duration.ofDays(90)),
                    null,
                    null));
            // Only what the user still has of the token's roles.
            assertThat(admission.of(text.text()).orElseThrow().caller().roles()).containsExactly(Role.CONTRIBUTOR);
            restore(statement, created.minus(Duration.ofDays(1)));
            assertThat(admission.of(text.text())).isPresent();
            restore(statement, created.plus(Duration.ofDays(1)));
            assertThat(admission.of(text.text())).isEmpty();
        }
    }

    @Test
    void theDatabaseItselfKeepsATokenAsItIs() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(true);
        try (Connection owner = database.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("insert into sillok.identity_party (id, kind, status, repository, details, created_at)"
                    + " values ('pty_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'NGO', 'ACTIVE', false, '', now())");
            statement.execute(
                    "insert into sillok.identity_user (id, party, roles, status, created_at) values"
                            + " ('usr_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa', '{CUSTODIAN}', 'ACTIVE', now())");
            String insert = "insert into sillok.identity_api_token (id, party, user_id, digest, roles, access, label,"
                    + " created_at, created_by, expires_at) values ('%s', 'pty_aaaaaaaaaaaaaaaaaaaaaaaaaa',"
                    + " 'usr_aaaaaaaaaaaaaaaaaaaaaaaaaa', decode(repeat('%s', 32), 'hex'), '%s', 'READ', '', now(),"
                    + " 'usr_aaaaaaaaaaaaaaaaaaaaaaaaaa', now() + interval '%s')";
            assertThatThrownBy(() -> statement.execute(insert.formatted("tok_a", "00", "{CUSTODIAN}", "1 day")))
                    .hasMessageContaining("check constraint");
            assertThatThrownBy(() -> statement.execute(insert.formatted("tok_b", "01", "{AUDITOR}", "91 days")))
                    .hasMessageContaining("check constraint");
            statement.execute(insert.formatted("tok_c", "02", "{AUDITOR}", "1 day"));
            statement.execute("update sillok.identity_api_token set revoked_at = now(), revoked_by = created_by");
            for (String change : List.of(
                    "update sillok.identity_api_token set revoked_at = null, revoked_by = null",
                    "update sillok.identity_api_token set expires_at = expires_at + interval '1 day'",
                    "delete from sillok.identity_api_token",
                    "truncate sillok.identity_api_token")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .extracting(thrown -> ((java.sql.SQLException) thrown).getSQLState())
                        .isEqualTo("SLK01");
            }
        }
    }

    private static void restore(Statement statement, Instant at) throws Exception {
        statement.execute(
                "insert into sillok.backup_restore (id, manifest, tree_size, given_up, restored_at) values ('rst_"
                        + at.getEpochSecond() + "', decode(repeat('00', 32), 'hex'), 0, false, '" + at + "')");
    }

    private ProgramAdmission at(Instant now) {
        return new ProgramAdmission(rows, accessLog, scope, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String token() {
        TestParties.Actor program = parties.newPartyWith(Role.CONTRIBUTOR);
        return parties.custodian()
                .sends(Map.of(
                        "user",
                        program.user(),
                        "roles",
                        List.of("CONTRIBUTOR"),
                        "access",
                        "READ",
                        "label",
                        "nightly export",
                        "validFor",
                        "PT10M"))
                .post("/api/v1/api-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static String id(String token) {
        return ApiTokenText.parse(token).orElseThrow().id().value();
    }
}
