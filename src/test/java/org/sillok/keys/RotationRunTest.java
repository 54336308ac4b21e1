package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.audit.AuditRun;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Randomness;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/** Rotations that are cut off between any two of their steps, as the program wires them. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RotationRunTest {
    @Inject
    RotationRun rotation;

    @Inject
    KeyRotations rotations;

    @Inject
    KekRegister keks;

    @Inject
    Vault vault;

    @Inject
    Randomness randomness;

    @Inject
    AuditRun audit;

    @Inject
    VaultRepository repository;

    /** What a job is told, up to the step at which the process dies: before the step is durable, or after. */
    private static final class Dying implements RotationProgress {
        private final int last;
        private final boolean persists;
        private int steps;
        private @Nullable JsonObject durable;

        Dying(int last, boolean persists, @Nullable JsonObject durable) {
            this.last = last;
            this.persists = persists;
            this.durable = durable;
        }

        @Override
        public void at(long done, long total) {
            steps++;
            if (steps == last) {
                throw new IllegalStateException("died");
            }
        }

        @Override
        public void at(long done, long total, JsonObject resumePoint) {
            if (steps + 1 < last || persists) {
                durable = resumePoint;
            }
            at(done, total);
        }
    }

    @Test
    void cutOffAnywhereItGoesOnAndMakesOneKey() {
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            SubjectKeys keys = vault.generate(ItemId.fresh(randomness).value());
            QuarkusTransaction.requiringNew().run(() -> vault.store(keys));
            subjects.add(keys.subject());
        }
        for (boolean persists : new boolean[] {true, false}) {
            boolean died = true;
            for (int last = 1; died; last++) {
                int known = keks.status().size();
                Dying first = new Dying(last, persists, null);
                died = false;
                try {
                    rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, first);
                } catch (IllegalStateException e) {
                    died = true;
                    RotationReport report = rotation.run(
                            RotationOrder.of(RotationSteps.MAKE_AND_MOVE),
                            first.durable,
                            new Dying(Integer.MAX_VALUE, true, first.durable));
                    assertThat(report.isComplete()).isTrue();
                }
                assertThat(keks.status()).as("step %d", last).hasSize(known + 1);
                assertThat(keks.status()).filteredOn(KekStatus::current).hasSize(1);
                assertThat(keks.status()).allMatch(key -> key.current() || key.wraps() == 0);
                QuarkusTransaction.requiringNew()
                        .run(() -> assertThat(vault.keysOf(subjects).values())
                                .allMatch(keys -> keys.holds(KeyUse.CONTENT) && keys.holds(KeyUse.ACCOUNTABILITY)));
            }
        }
    }

    @Test
    void keyIsMadeFirstAndEverythingMovesToItLater() {
        SubjectKeys keys = vault.generate(ItemId.fresh(randomness).value());
        QuarkusTransaction.requiringNew().run(() -> vault.store(keys));
        String before = keks.registerCurrent();
        RotationReport made =
                rotation.run(RotationOrder.of(RotationSteps.MAKE_ONLY), null, new Dying(Integer.MAX_VALUE, true, null));
        assertThat(made.toJson().text("outcome")).isEqualTo("KEY_MADE");
        assertThat(made.target()).isNotEqualTo(before).isEqualTo(keks.registerCurrent());
        assertThat(keks.status()).filteredOn(key -> key.kek().equals(before)).allMatch(key -> key.wraps() >= 2);
        RotationReport moved =
                rotation.run(RotationOrder.of(RotationSteps.MOVE_ONLY), null, new Dying(Integer.MAX_VALUE, true, null));
        assertThat(moved.target()).isEqualTo(made.target());
        assertThat(moved.isComplete()).isTrue();
    }

    @Test
    void withoutANewKeyEverythingMovesToTheCurrentOne() {
        String current = keks.registerCurrent();
        RotationReport report =
                rotation.run(RotationOrder.of(RotationSteps.MOVE_ONLY), null, new Dying(Integer.MAX_VALUE, true, null));
        assertThat(report.target()).isEqualTo(current);
        assertThat(keks.registerCurrent()).isEqualTo(current);
        assertThat(report.toJson().text("outcome")).isEqualTo("COMPLETE");
    }

    @Test
    void whatIsAskedForOneKeyIsNotMovedBackByAProcessThatHasAnotherOneFirst() throws IOException {
        SubjectKeys keys = vault.generate(ItemId.fresh(randomness).value());
        QuarkusTransaction.requiringNew().run(() -> vault.store(keys));
        String old = keks.registerCurrent();
        String recent = keks.makeKey();
        SubjectKeys later = vault.generate(ItemId.fresh(randomness).value());
        QuarkusTransaction.requiringNew().run(() -> vault.store(later));
        Dying first = new Dying(Integer.MAX_VALUE, true, null);
        JsonObject target = JsonObject.builder().put("target", recent).build();
        Map<String, Long> before = wraps();
        swapFirstKeys();
        try {
            for (RotationOrder order : List.of(
                    new RotationOrder(RotationSteps.MOVE_ONLY, recent),
                    RotationOrder.of(RotationSteps.MAKE_AND_MOVE))) {
                JsonObject resumePoint = order.steps().makes() ? target : null;
                assertThatThrownBy(() -> rotation.run(order, resumePoint, first))
                        .isInstanceOfSatisfying(
                                KekUnavailableException.class,
                                e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
            }
            assertThat(wraps()).as("nothing was moved, and no key made").isEqualTo(before);
        } finally {
            swapFirstKeys();
        }
        assertThat(rotation.run(new RotationOrder(RotationSteps.MOVE_ONLY, recent), null, first)
                        .isComplete())
                .isTrue();
        assertThat(wraps()).containsEntry(old, 0L);
    }

    private Map<String, Long> wraps() {
        return keks.status().stream().collect(Collectors.toMap(KekStatus::kek, KekStatus::wraps));
    }

    private static void swapFirstKeys() throws IOException {
        Path file = Path.of(ConfigProvider.getConfig().getValue("sillok.vault.key-file", String.class));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.swap(lines, 1, 2);
        Files.write(file, lines);
    }

    @Test
    void replicaThatGoesOnWithTheOldKeyDoesNotKeepARotationGoingForEver() {
        SubjectKeys keys = vault.generate(ItemId.fresh(randomness).value());
        QuarkusTransaction.requiringNew().run(() -> vault.store(keys));
        KeyRow.Wrapped old =
                (KeyRow.Wrapped) repository.keysOf(List.of(keys.subject())).get(0);
        RotationReport report =
                rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, new RotationProgress() {
                    @Override
                    public void at(long done, long total) {
                        assertThat(done).isLessThan(100_000);
                        KeyRow.Wrapped moved = (KeyRow.Wrapped) repository.keysOf(List.of(keys.subject())).stream()
                                .filter(key -> key.use().equals(old.use()))
                                .findFirst()
                                .orElseThrow();
                        repository.rewrap(List.of(new VaultRepository.Rewrapped(moved, old)));
                    }

                    @Override
                    public void at(long done, long total, JsonObject resumePoint) {
                        // Before anything was moved.
                    }
                });
        assertThat(report.isComplete()).isFalse();
        assertThat(report.toJson().text("outcome")).isEqualTo("INCOMPLETE");
        assertThat(rotation.run(
                                RotationOrder.of(RotationSteps.MOVE_ONLY),
                                null,
                                new Dying(Integer.MAX_VALUE, true, null))
                        .isComplete())
                .isTrue();
    }

    @Test
    void auditIsIntactAfterARotation() {
        rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, new Dying(Integer.MAX_VALUE, true, null));
        JsonObject report = audit.run(null, (done, total) -> {});
        assertThat(report.object("codes").members()).doesNotContainKeys("KEY_ALTERED", "STREAM_BROKEN");
    }

    @Test
    void retirementThatCannotBeRecordedDoesNotTakePlaceAndOneThatDoesIsRecordedOnce() throws SQLException {
        String old = keks.registerCurrent();
        rotation.run(RotationOrder.of(RotationSteps.MAKE_AND_MOVE), null, new Dying(Integer.MAX_VALUE, true, null));
        asSuperuser("create trigger refuse_all before insert on sillok.custody_statement"
                + " for each statement execute function sillok.refuse_change()");
        try {
            assertThatThrownBy(() -> rotations.retire(old)).isInstanceOf(RuntimeException.class);
        } finally {
            asSuperuser("drop trigger refuse_all on sillok.custody_statement");
        }
        assertThat(keks.status()).filteredOn(key -> key.kek().equals(old)).noneMatch(KekStatus::retired);
        long before = statements();
        for (int i = 0; i < 2; i++) {
            assertThat(rotations.retire(old)).isInstanceOf(Outcome.Done.class);
            assertThat(statements()).isEqualTo(before + 1);
        }
        assertThat(keks.status()).filteredOn(key -> key.kek().equals(old)).allMatch(KekStatus::retired);
    }

    private static long statements() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from sillok.custody_statement")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                System.getProperty("sillok.test.postgres.superuser.user"),
                System.getProperty("sillok.test.postgres.superuser.password"));
    }

    @Test
    void currentAndUnknownKeysAreNotRetired() {
        String current = keks.registerCurrent();
        assertThatThrownBy(() -> keks.retire(current)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keks.retire("local-unknown")).isInstanceOf(IllegalArgumentException.class);
    }
}
