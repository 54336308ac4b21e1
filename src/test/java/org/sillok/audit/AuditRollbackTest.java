package org.sillok.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@TestProfile(AuditRollbackTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditRollbackTest {
    /** A program and a database that no other test sees, because its log does not survive this. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    @Test
    void aDatabaseSetBackToAnEarlierMomentIsFoundByTheCheckpointOutside() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        world.item(ngo);
        List<String> tables = world.texts("select schemaname || '.' || tablename from pg_tables"
                + " where schemaname in ('sillok', 'vault') and tablename not like 'flyway%'");
        world.sql("create schema backup");
        for (String table : tables) {
            world.sql("create table backup." + table.substring(table.indexOf('.') + 1) + " as table " + table);
        }
        long then = world.size();
        world.item(ngo);
        byte[] mark = Files.readAllBytes(world.highWaterMark());

        for (String table : tables) {
            world.sql("delete from " + table);
            world.sql("insert into " + table + " overriding system value table backup."
                    + table.substring(table.indexOf('.') + 1));
        }

        JsonObject report = world.auditWithoutWaiting();
        assertThat(Files.readAllBytes(world.highWaterMark())).isEqualTo(mark);
        given().get("/log/checkpoint").then().statusCode(503).body("type", equalTo("/problems/log-refuses"));
        Set<String> findings = Tampering.named(report);
        assertThat(findings)
                .contains(
                        "ROLLED_BACK log " + world.origin() + " high-water mark",
                        "ROLLED_BACK object log/" + world.origin() + "/checkpoint");
        assertThat(findings).allMatch(finding -> finding.startsWith("ROLLED_BACK"));
        assertThat(report.array("logs").values().get(0).asObject().number("size"))
                .isEqualTo(then);
    }
}
