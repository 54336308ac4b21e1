package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SourceId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.IdentityRewrapping;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.SealedIdentity;

/** Rotations of the keys of identities that are cut off, or lose their vault. Whoever appears here is fictitious. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class IdentityRotationRunTest {
    private static final byte[] PLAIN = "가상의 인물".getBytes(StandardCharsets.UTF_8);
    private static final int MORE_THAN_ONE_PORTION = 520;

    @Inject
    IdentityRotationRun rotation;

    @Inject
    IdentityRewrapping keys;

    @Inject
    IdentityVault vault;

    @Inject
    Randomness randomness;

    /** Dies at a step, or when anything was moved. */
    private static final class Dying implements RotationProgress {
        private final int last;
        private final boolean moving;
        private int steps;
        private @Nullable JsonObject durable;

        Dying(int last, boolean moving) {
            this.last = last;
            this.moving = moving;
        }

        @Override
        public void at(long done, long total) {
            steps++;
            if (steps == last || (moving && done > 0)) {
                throw new IllegalStateException("died");
            }
        }

        @Override
        public void at(long done, long total, JsonObject resumePoint) {
            at(done, total);
            durable = resumePoint;
        }
    }

    private static Dying living() {
        return new Dying(Integer.MAX_VALUE, false);
    }

    @Test
    void cutOffAnywhereItGoesOnAndMakesOneKey() {
        Map<SourceId, SealedIdentity> sealed = sealed(5);
        boolean died = true;
        for (int last = 1; died; last++) {
            int known = keys.status().size();
            Dying first = new Dying(last, false);
            died = false;
            try {
                rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, first);
            } catch (IllegalStateException e) {
                died = true;
                // Between the making of a key and the note of it a crash leaves one under which nothing is wrapped.
                RotationReport report = rotation.run(
                        RotationOrder.of(first.durable == null ? RotationSteps.MOVE_ONLY : RotationSteps.MAKE_AND_MOVE),
                        first.durable,
                        living());
                assertThat(report.isComplete()).isTrue();
            }
            assertThat(keys.status().size()).as("step %d", last).isBetween(known, known + 1);
            assertThat(keys.status()).filteredOn(KekStatus::current).hasSize(1);
            assertThat(keys.status()).allMatch(key -> key.current() || key.wraps() == 0);
            assertOpen(sealed);
        }
    }

    @Test
    void betweenTwoPortionsEachKeyOpensAndTheRestIsMovedLater() throws SQLException {
        Map<SourceId, SealedIdentity> sealed = sealed(MORE_THAN_ONE_PORTION);
        long before = statements();
        Dying first = new Dying(Integer.MAX_VALUE, true);
        assertThatThrownBy(() -> rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, first))
                .isInstanceOf(IllegalStateException.class);
        assertThat(keys.status()).filteredOn(key -> key.wraps() > 0).hasSize(2);
        assertThat(statements()).as("begun, and not ended").isEqualTo(before + 1);
        assertOpen(sealed);
        RotationReport report = rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), first.durable, living());
        assertThat(report.isComplete()).isTrue();
        assertThat(report.rewrapped())
                .isPositive()
                .isLessThan(keys.status().stream().mapToLong(KekStatus::wraps).sum());
        assertThat(statements()).as("ended").isEqualTo(before + 2);
        assertThat(keys.status()).filteredOn(key -> key.wraps() > 0).hasSize(1);
        assertOpen(sealed);
    }

    @Test
    void withoutItsVaultNothingClaimsToBeRotatedAndHealthSaysWhy() throws IOException, SQLException {
        Map<SourceId, SealedIdentity> sealed = sealed(3);
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.identities.vault.key-file", String.class));
        Path away = file.resolveSibling("identity-kek-away");
        Map<String, Long> wraps = wraps();
        long before = statements();
        ready("UP", null);
        Files.move(file, away);
        try {
            assertThatThrownBy(() -> rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, living()))
                    .isInstanceOfSatisfying(
                            KekUnavailableException.class,
                            e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.MISSING));
            assertThat(file).as("none is made in its place").doesNotExist();
            assertThat(statements()).isEqualTo(before);
            assertThat(wraps()).isEqualTo(wraps);
            ready("DOWN", "MISSING");
        } finally {
            Files.move(away, file);
        }
        ready("UP", null);
        assertOpen(sealed);
        // It goes away in the middle: what was moved stays moved, the rest waits, and nobody says that it is done.
        RotationProgress losing = new RotationProgress() {
            private int waits;

            @Override
            public void at(long done, long total) {
                if (waits++ > 0) {
                    throw new IllegalStateException("cancelled while waiting");
                }
            }

            @Override
            public void at(long done, long total, JsonObject resumePoint) {
                if (resumePoint.find("target").isPresent()) {
                    move(file, away);
                }
            }
        };
        try {
            assertThatThrownBy(() -> rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, losing))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(statements()).as("begun, and not ended").isEqualTo(before + 1);
        } finally {
            Files.move(away, file);
        }
        assertOpen(sealed);
        assertThat(rotation.run(RotationOrder.of(RotationSteps.MOVE_ONLY), null, living())
                        .isComplete())
                .isTrue();
        assertOpen(sealed);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ready(String status, @Nullable String condition) {
        // What took long to learn is good for some seconds.
        JsonPath check = check();
        for (int i = 0; i < 20 && !status.equals(check.getString("status")); i++) {
            pause();
            check = check();
        }
        assertThat(check.getString("status")).isEqualTo(status);
        assertThat(check.getString("data.condition")).isEqualTo(condition);
    }

    private static JsonPath check() {
        return RestAssured.get("/q/health/ready")
                .jsonPath()
                .setRootPath("checks.find { it.name == 'key-encryption key of identities' }");
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> wraps() {
        return keys.status().stream().collect(Collectors.toMap(KekStatus::kek, KekStatus::wraps));
    }

    private Map<SourceId, SealedIdentity> sealed(int count) {
        Map<SourceId, SealedIdentity> sealed = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            SourceId source = SourceId.fresh(randomness);
            sealed.put(source, vault.seal(source, 1, PLAIN));
        }
        QuarkusTransaction.requiringNew()
                .run(() -> sealed.forEach((source, identity) -> vault.store(source, 1, identity.key())));
        return sealed;
    }

    /** With the keys as they are stored now. */
    private void assertOpen(Map<SourceId, SealedIdentity> sealed) {
        for (SourceId source : List.copyOf(sealed.keySet())) {
            SealedIdentity stored = new SealedIdentity(
                    QuarkusTransaction.requiringNew()
                            .call(() -> vault.keyOf(source, 1).orElseThrow()),
                    sealed.get(source).bytes());
            assertThat(vault.open(source, 1, stored)).isEqualTo(PLAIN);
        }
    }

    private static long statements() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                        System.getProperty("sillok.test.postgres.superuser.user"),
                        System.getProperty("sillok.test.postgres.superuser.password"));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from sillok.custody_statement")) {
            count.next();
            return count.getLong(1);
        }
    }
}
