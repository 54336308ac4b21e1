package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.groups.Tuple;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.kernel.PartyId;
import org.sillok.vault.rest.KeyHealth;

/** A key-encryption key that is gone while something is wrapped under it, before and after it is declared lost. */
class LostKeksTest extends KeyReplicas {
    private String gone = "";
    private String line = "";
    private SubjectKeys givenUp;
    private SubjectKeys kept;

    /** Two subjects, one under a key that is not in the file any more; everything in a process that starts then. */
    @BeforeEach
    void loseAKey() throws IOException {
        givenUp = process.deposit();
        gone = process.register.registerCurrent();
        process.register.makeKey();
        kept = process.deposit();
        List<String> lines = new ArrayList<>(Files.readAllLines(keys()));
        line = lines.remove(2);
        Files.write(keys(), lines);
        process = new Process(database.appDataSource());
    }

    private Path keys() {
        return directory.resolve("kek");
    }

    private void putBack() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(keys()));
        lines.add(line);
        Files.write(keys(), lines);
    }

    @Test
    void withoutAKeyThatWasDeclaredLostEverythingElseGoesOn() throws Exception {
        assertThatThrownBy(process::deposit).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(process.register::verify).isInstanceOf(KekUnavailableException.class);
        assertThat(process.register.status())
                .filteredOn(key -> key.kek().equals(gone))
                .extracting(KekStatus::lost, KekStatus::wraps, KekStatus::trouble)
                .containsExactly(Tuple.tuple(false, 2L, KeyTrouble.OTHER_KEY));

        assertThat(process.lost.subjects(gone, 1)).containsExactly(givenUp.subject());
        assertThat(process.lost.declare(gone, 2)).isEqualTo(2);
        assertThat(process.lost.declare(gone, 2)).as("again").isEqualTo(2);

        process = new Process(database.appDataSource());
        process.register.verify();
        HealthCheckResponse health = new KeyHealth(process.register).call();
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(health.getData().orElseThrow()).containsEntry("lost", 1L);
        expect(process.deposit());
        expect(kept);
        process.register.makeKey();
        expect(process.deposit());
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
        assertThat(process.register.status())
                .filteredOn(key -> key.kek().equals(gone))
                .extracting(KekStatus::lost, KekStatus::isGone, KekStatus::wraps, KekStatus::trouble)
                .containsExactly(Tuple.tuple(true, true, 2L, KeyTrouble.OTHER_KEY));
    }

    @Test
    void whatItProtectsIsNamedAsLostAloneAndAmongOthers() {
        assertThatThrownBy(() -> process.keyring.load(givenUp.subject()))
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
        process.lost.declare(gone, 2);
        assertThatThrownBy(() -> process.keyring.load(givenUp.subject())).satisfies(LostKeksTest::isLost);
        PatientKeys patient = new PatientKeys(process.keyring, new Patience(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> patient.of(
                        givenUp.subject(), () -> assertThat(false).as("waits").isTrue()))
                .satisfies(LostKeksTest::isLost);
        Map<String, SubjectKeys> both = process.keyring.load(List.of(givenUp.subject(), kept.subject()));
        assertThat(Objects.requireNonNull(both.get(kept.subject())).holds(KeyUse.CONTENT))
                .isTrue();
        SubjectKeys lost = Objects.requireNonNull(both.get(givenUp.subject()));
        assertThat(lost.holds(KeyUse.CONTENT)).isFalse();
        assertThatThrownBy(() -> lost.require(KeyUse.CONTENT)).satisfies(LostKeksTest::isLost);
    }

    private static void isLost(Throwable e) {
        assertThat(e).isInstanceOf(KekUnavailableException.class);
        assertThat(((KekUnavailableException) e).trouble()).isEqualTo(KeyTrouble.LOST);
    }

    /** The file may be gone altogether after everything moved to another kind of vault, or the engine away for good. */
    @ParameterizedTest
    @EnumSource(
            value = KeyTrouble.class,
            names = {"MISSING", "VAULT_UNREACHABLE", "TOKEN_DENIED"})
    void howAVaultOfALostKeyFailsDoesNotMatterToOthers(KeyTrouble trouble) {
        process.lost.declare(gone, 2);
        KeyVault failing = failingFor(trouble);
        Process replica = new Process(database.appDataSource(), failing);
        replica.register.verify();
        Map<String, SubjectKeys> both = replica.keyring.load(List.of(givenUp.subject(), kept.subject()));
        assertThat(Objects.requireNonNull(both.get(kept.subject())).holds(KeyUse.CONTENT))
                .isTrue();
        assertThat(Objects.requireNonNull(both.get(givenUp.subject())).holds(KeyUse.CONTENT))
                .isFalse();
    }

    private KeyVault failingFor(KeyTrouble trouble) {
        return new FailingFor(file("kek", false), gone, trouble);
    }

    private record FailingFor(KeyVault vault, String gone, KeyTrouble trouble) implements KeyVault {
        @Override
        public WrappedKey wrap(byte[] associatedData, byte[] key) {
            return vault.wrap(associatedData, key);
        }

        @Override
        public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
            if (wrapped.kekId().equals(gone)) {
                throw new KekUnavailableException(trouble, "of a test", null);
            }
            return vault.unwrap(associatedData, wrapped);
        }

        @Override
        public String currentKekId() {
            return vault.currentKekId();
        }

        @Override
        public Optional<String> existingKekId() {
            return vault.existingKekId();
        }

        @Override
        public void makeKey() {
            vault.makeKey();
        }
    }

    @Test
    void anotherNumberThanItWrapsChangesNothing() {
        for (long wrong : new long[] {0, 1, 3}) {
            assertThat(process.lost.declare(gone, wrong)).isEqualTo(2);
        }
        assertThat(process.register.status()).noneMatch(KekStatus::lost);
        assertThat(process.lost.declare("local-unknown", 0)).isZero();
        String current = new Process(database.appDataSource()).register.current();
        assertThatThrownBy(() -> process.lost.declare(current, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyThatTurnsUpAgainIsMovedAwayFromAndRetired() throws Exception {
        process.lost.declare(gone, 2);
        putBack();
        expect(givenUp);
        expect(kept);
        assertEveryKeyOpens();
        process = new Process(database.appDataSource());
        process.register.verify();
        assertThat(process.moveAll()).isZero();
        assertThat(process.register.retire(gone)).isZero();
        assertThat(process.register.status())
                .filteredOn(key -> key.kek().equals(gone))
                .extracting(KekStatus::retired, KekStatus::lost, KekStatus::wraps)
                .containsExactly(Tuple.tuple(true, true, 0L));
        assertThat(process.register.lost()).isZero();
        assertEveryKeyOpens();
    }

    @Test
    void nothingNewIsWrappedUnderItNotByThoseEitherWhoStillHoldIt() throws Exception {
        Path copy = directory.resolve("copy");
        new PrivateFile(copy)
                .create((Files.readAllLines(keys()).get(0) + "\n" + line + "\n").getBytes(StandardCharsets.US_ASCII));
        Process behind = new Process(database.appDataSource(), file("copy", false));
        process.lost.declare(gone, 2);
        assertThatThrownBy(() -> asSuperuser("update vault.vault_subject_key set kek = '" + gone + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("was declared lost");
        assertThatThrownBy(behind::deposit).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(behind.register::verify).isInstanceOf(KekUnavailableException.class);
        assertThatThrownBy(() -> asSuperuser("delete from vault.vault_lost_kek"))
                .isInstanceOf(SQLException.class);

        // Put first by mistake where the newer one is as well.
        List<String> lines = Files.readAllLines(keys());
        Files.write(keys(), List.of(lines.get(0), line, lines.get(1)));
        process = new Process(database.appDataSource());
        assertThatThrownBy(process::deposit)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
        assertThat(process.register.status())
                .filteredOn(KekStatus::current)
                .extracting(KekStatus::kek, KekStatus::trouble)
                .containsExactly(Tuple.tuple(gone, KeyTrouble.OTHER_KEY));
        // A new one is the way on.
        process.register.makeKey();
        expect(process.deposit());
        expect(kept);
        expect(givenUp);
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    @Test
    void lossOfAllKeysOfAVaultLetsItBeginAnew() {
        assertThat(process.register.knowsNone("local-")).isFalse();
        process.lost.declare(gone, 2);
        assertThat(process.register.knowsNone(gone)).isTrue();
        assertThat(process.register.knowsNone("local-")).isFalse();
    }

    @Test
    void keysOfTheRepositoryItselfAreFoundAmongThoseItWraps() throws SQLException {
        PartyId party = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(process.lost.isNeeded(gone, party)).isFalse();
        for (String subject : List.of("repository", party.value())) {
            asSuperuser("update vault.vault_subject_key set subject = '" + subject + "' where kek = '" + gone + "'");
            assertThat(process.lost.isNeeded(gone, party)).as(subject).isTrue();
        }
    }

    @Test
    void declarationWaitsForATransactionThatWrapsUnderTheKey() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection late = database.asApp();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values"
                    + " ('itm_late', 'CONTENT', '" + gone + "', '')");
            Future<Long> declaring = pool.submit(() -> process.lost.declare(gone, 2));
            Thread.sleep(300);
            assertThat(declaring).isNotDone();
            late.commit();
            assertThat(declaring.get()).isEqualTo(3);
            assertThat(process.register.status()).noneMatch(KekStatus::lost);
        } finally {
            pool.shutdownNow();
        }
    }
}
