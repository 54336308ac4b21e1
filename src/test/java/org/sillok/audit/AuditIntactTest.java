package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.vault.KekUnavailableException;

@QuarkusTest
@TestProfile(AuditIntactTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class AuditIntactTest {
    /** A program and a database that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillok.vault.patience", "PT3S");
        }
    }

    private static final String REQUESTS = "/api/v1/requests/";
    private static final String CORRECTION =
            "{\"kind\":\"ORGANISATION\",\"contactPolicy\":\"NONE\",\"vulnerability\":[],\"reason\":\"asked again\"}";

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    AuditRun audit;

    @Test
    void anIntactRepositoryHasNoFindings() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        tampering.item(ngo);
        JsonObject report = tampering.audit(null);
        assertThat(report.array("findings").values()).isEmpty();
        assertThat(report.text("outcome")).isEqualTo("INTACT");
    }

    @Test
    void whatWasBoundCorrectedAskedForAndApprovedIsNoFinding() throws Exception {
        RequestCast cast = new RequestCast(parties);
        String item = cast.openItem();
        String asked = cast.itemWith(
                RequestCast.term("1", "PERMIT", "DISCOVER"),
                RequestCast.term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        String source = TestConsents.source(cast.ngo, "PERSON");
        String path = "/api/v1/sources/" + source;
        cast.ngo
                .sends(CORRECTION)
                .header("If-Match", cast.ngo.request().get(path).getHeader("ETag"))
                .put(path)
                .then()
                .statusCode(200);
        String request = cast.submitted(item, asked);
        cast.approved(request);
        String withdrawn = cast.submitted(item);
        cast.mechanism
                .request()
                .header(
                        "If-Match",
                        cast.mechanism.request().get(REQUESTS + withdrawn).getHeader("ETag"))
                .post(REQUESTS + withdrawn + "/withdraw")
                .then()
                .statusCode(200);
        JsonObject report = tampering.audit(null);
        assertThat(report.array("findings").values()).isEmpty();
        assertThat(report.text("outcome")).isEqualTo("INTACT");
    }

    @Test
    void aKeyThatIsAwayForAMomentIsNeitherDamageNorLeavesAnythingUnread() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        tampering.item(ngo);
        tampering.item(ngo);
        AtomicInteger steps = new AtomicInteger();
        tampering.settle();
        JsonObject whole = audit.run(null, (done, total) -> steps.incrementAndGet());
        int files = Math.toIntExact(whole.object("checked").number("files"));
        assertThat(files).isPositive();
        // In the midst of log and statements, before the first file, and in the midst of the files.
        for (int step : new int[] {1, steps.get() / 2, steps.get() - files, steps.get() - files / 2}) {
            tampering.settle();
            JsonObject report = audit.run(null, away(step, Duration.ofMillis(500)));
            assertThat(report.array("findings").values()).as("step " + step).isEmpty();
            assertThat(report.text("outcome")).isEqualTo("INTACT");
            assertThat(report.object("checked").number("files")).isEqualTo(files);
            for (int i = 0; i < 100 && Files.notExists(keyFile()); i++) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void withoutTheKeyThereIsNoReportAtAll() throws Exception {
        tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        tampering.settle();
        assertThatThrownBy(() -> audit.run(null, away(1, Duration.ofDays(1))))
                .isInstanceOf(KekUnavailableException.class);
        Files.move(aside(), keyFile());
        assertThat(tampering.audit(null).text("outcome")).isEqualTo("INTACT");
    }

    /** Takes the key file away at a step, and puts it back after a while. */
    private static AuditProgress away(int step, Duration time) {
        AtomicInteger steps = new AtomicInteger();
        // Named here: the thread that puts it back may see the configuration of another program.
        Path file = keyFile();
        Path aside = aside();
        return (done, total) -> {
            if (steps.incrementAndGet() == step) {
                move(file, aside);
                CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> move(aside, file));
            }
        };
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keyFile() {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
    }

    private static Path aside() {
        return keyFile().resolveSibling("kek.aside");
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
