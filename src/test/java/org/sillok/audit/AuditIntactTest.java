package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@TestProfile(AuditIntactTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditIntactTest {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Test
    void anIntactRepositoryHasNoFindings() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        tampering.item(ngo);
        JsonObject report = tampering.audit(null);
        assertThat(report.array("findings").values()).isEmpty();
        assertThat(report.text("outcome")).isEqualTo("INTACT");
    }

    @Test
    void whatIsWrittenDuringAnAuditIsNoFinding() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        AtomicBoolean over = new AtomicBoolean();
        try {
            Future<Integer> written = writer.submit(() -> {
                int items = 0;
                while (!over.get()) {
                    tampering.item(ngo);
                    ngo.request().get("/api/v1/items").then().statusCode(200);
                    items++;
                }
                return items;
            });
            for (int i = 0; i < 5; i++) {
                assertThat(Tampering.named(tampering.auditWithoutWaiting())).isEmpty();
            }
            over.set(true);
            assertThat(written.get()).isPositive();
        } finally {
            writer.shutdownNow();
        }
    }
}
