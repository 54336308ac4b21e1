package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was altered, and what cannot be had, are told apart. */
class PatientKeysTest extends KeyReplicas {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void vaultThatIsAwayForAMomentIsWaitedFor() {
        SubjectKeys keys = process.deposit();
        AtomicInteger uses = new AtomicInteger();
        AtomicInteger signs = new AtomicInteger();
        KeyVault leaving = proxy(KeyVault.class, file("kek", false), (method, result) -> {
            if (method.equals("unwrap") && uses.incrementAndGet() <= 2) {
                throw new KekUnavailableException(KeyTrouble.VAULT_SEALED, "sealed", null);
            }
            return result;
        });
        PatientKeys patient = patient(new Process(database.appDataSource(), leaving), LONG);
        assertThat(patient.of(keys.subject(), signs::incrementAndGet)
                        .require(KeyUse.CONTENT)
                        .key())
                .isEqualTo(keys.require(KeyUse.CONTENT).key());
        assertThat(signs).hasValue(1);
    }

    @Test
    void vaultThatStaysAwayIsNotWaitedForForEverAndIsNoDamage() {
        SubjectKeys keys = process.deposit();
        KeyVault gone = proxy(KeyVault.class, file("kek", false), (method, result) -> {
            throw new KekUnavailableException(KeyTrouble.VAULT_UNREACHABLE, "gone", null);
        });
        PatientKeys patient = patient(new Process(database.appDataSource(), gone), Duration.ofMillis(1500));
        AtomicInteger signs = new AtomicInteger();
        assertThatThrownBy(() -> patient.of(keys.subject(), signs::incrementAndGet))
                .isInstanceOf(KekUnavailableException.class);
        assertThat(signs.get()).isBetween(1, 3);
    }

    @Test
    void whoeverIsToldToStopStopsWaiting() {
        SubjectKeys keys = process.deposit();
        KeyVault gone = proxy(KeyVault.class, file("kek", false), (method, result) -> {
            throw new KekUnavailableException(KeyTrouble.MISSING, "gone", null);
        });
        PatientKeys patient = patient(new Process(database.appDataSource(), gone), LONG);
        assertThatThrownBy(() -> patient.of(keys.subject(), () -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @Test
    void keyFileThatIsAnotherIsNoDamageAndIsNotWaitedFor() {
        SubjectKeys keys = process.deposit();
        PatientKeys patient = patient(new Process(database.appDataSource(), file("other", true)), LONG);
        assertThatThrownBy(
                        () -> patient.of(keys.subject(), () -> assertThat(false).isTrue()))
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
    }

    @Test
    void alteredKeyIsDamage() throws SQLException {
        SubjectKeys keys = process.deposit();
        PatientKeys patient = patient(process, LONG);
        for (String change : new String[] {
            "wrapped = set_byte(wrapped, 15, get_byte(wrapped, 15) # 1)", "kek = 'local-00000000000000000000'"
        }) {
            asSuperuser("set session_replication_role = replica; update vault.vault_subject_key set " + change);
            assertThatThrownBy(() -> patient.of(keys.subject(), () -> {}))
                    .as(change)
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void vaultThatErrsForAMomentIsNoDamage() {
        SubjectKeys keys = process.deposit();
        for (List<Integer> errors : List.of(List.of(1), List.of(2), List.of(1, 2), List.of(1, 3), List.of(1, 3, 4))) {
            AtomicInteger uses = new AtomicInteger();
            KeyVault erring = proxy(KeyVault.class, file("kek", false), (method, result) -> {
                if (method.equals("unwrap") && errors.contains(uses.incrementAndGet())) {
                    throw new SealBrokenException("of a test", null);
                }
                return result;
            });
            PatientKeys patient = patient(new Process(database.appDataSource(), erring), LONG);
            assertThat(patient.of(keys.subject(), () -> {})
                            .require(KeyUse.CONTENT)
                            .key())
                    .as("%s", errors)
                    .isEqualTo(keys.require(KeyUse.CONTENT).key());
        }
    }

    @Test
    void keyThatIsSaidToBeUnderARetiredOneIsDamage() throws Exception {
        SubjectKeys keys = process.deposit();
        String old = process.register.registerCurrent();
        process.register.makeKey();
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        dropOldLines();
        asSuperuser("set session_replication_role = replica; update vault.vault_subject_key set kek = '" + old + "'");
        assertThatThrownBy(() -> patient(process, LONG).of(keys.subject(), () -> {}))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void whoReadsOfAMomentBeforeARotationGetsTheKeysAllTheSame() throws Exception {
        SubjectKeys keys = process.deposit();
        String old = process.register.registerCurrent();
        try (Connection moment = database.asApp();
                Statement statement = moment.createStatement()) {
            moment.setAutoCommit(false);
            moment.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select count(*) from vault.vault_subject_key");
            process.register.makeKey();
            process.moveAll();
            assertThat(process.register.retire(old)).isZero();
            dropOldLines();
            Process audit = new Process(firstOf(moment));
            assertThat(patient(audit, LONG)
                            .of(keys.subject(), () -> assertThat(false).isTrue())
                            .require(KeyUse.CONTENT)
                            .key())
                    .isEqualTo(keys.require(KeyUse.CONTENT).key());
        }
    }

    /** The first connection is {@code moment}, as a transaction that goes on has it; the others are new. */
    private static DataSource firstOf(Connection moment) {
        AtomicBoolean given = new AtomicBoolean();
        return proxy(DataSource.class, database.appDataSource(), (method, result) -> {
            if (!method.equals("getConnection") || given.getAndSet(true)) {
                return result;
            }
            ((Connection) result).close();
            return unclosed(moment);
        });
    }

    private static PatientKeys patient(Process process, Duration patience) {
        return new PatientKeys(process.keyring, new Patience(patience));
    }

    private void dropOldLines() throws IOException {
        Path file = directory.resolve("kek");
        Files.write(file, Files.readAllLines(file).subList(0, 2));
    }
}
