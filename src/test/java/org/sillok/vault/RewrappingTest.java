package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Keys of subjects wrapped anew, with deposits going on, cut off, and with keys that do not open. */
class RewrappingTest extends KeyReplicas {
    @Test
    void rotationMovesEveryKeyAndChangesNone() {
        deposits(300);
        String old = process.register.registerCurrent();
        String recent = process.register.makeKey();
        assertThat(recent).isNotEqualTo(old);
        assertThat(process.moveAll()).isZero();
        assertThat(process.register.status())
                .extracting(KekStatus::kek, KekStatus::current, KekStatus::wraps, KekStatus::trouble)
                .containsExactlyInAnyOrder(Tuple.tuple(old, false, 0L, null), Tuple.tuple(recent, true, 600L, null));
        assertEveryKeyOpens();
        // Once more is harmless.
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    @Test
    void everyKeyOpensAtEveryMomentWhileDepositsGoOn() throws Exception {
        deposits(100);
        Queue<SubjectKeys> deposited = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Process replica = new Process(database.appDataSource());
            Future<?> depositing = pool.submit(() -> {
                while (!over.get()) {
                    deposited.add(replica.deposit());
                }
            });
            Process reader = new Process(database.appDataSource());
            Future<?> reading = pool.submit(() -> {
                while (!over.get()) {
                    expected.forEach((subject, key) -> assertThat(reader.keyring
                                    .load(subject)
                                    .require(KeyUse.CONTENT)
                                    .key())
                            .isEqualTo(key));
                }
            });
            for (int round = 0; round < 3; round++) {
                process.register.makeKey();
                Future<?> beside = pool.submit(new Process(database.appDataSource())::moveAll);
                process.moveAll();
                beside.get();
            }
            over.set(true);
            depositing.get();
            reading.get();
        } finally {
            over.set(true);
            pool.shutdownNow();
        }
        deposited.forEach(this::expect);
        assertThat(deposited).isNotEmpty();
        process.moveAll();
        assertThat(process.register.status()).allMatch(key -> key.current() || key.wraps() == 0);
        assertEveryKeyOpens();
    }

    @Test
    void cutOffAtAnyStatementItGoesOnWhereItWas() {
        deposits(260);
        for (boolean persists : new boolean[] {false, true}) {
            boolean failed = true;
            for (int statement = 1; failed; statement++) {
                failed = false;
                Process cut = new Process(failing(statement, persists));
                try {
                    cut.register.makeKey();
                    cut.moveAll();
                } catch (IllegalStateException e) {
                    failed = true;
                }
                assertEveryKeyOpens();
                process.register.verify();
            }
            process.moveAll();
            assertThat(process.register.status()).allMatch(key -> key.current() || key.wraps() == 0);
            assertEveryKeyOpens();
        }
    }

    @Test
    void alteredKeyStaysAsItIsAndIsCounted() throws SQLException {
        SubjectKeys altered = process.deposit();
        deposits(5);
        asSuperuser("update vault.vault_subject_key set wrapped = decode('00', 'hex') where key_use = 'CONTENT'"
                + " and subject = '" + altered.subject() + "'");
        String old = process.register.registerCurrent();
        process.register.makeKey();
        assertThat(process.moveAll()).isEqualTo(1);
        assertThat(process.register.status()).anyMatch(key -> key.kek().equals(old) && key.wraps() == 1);
        assertThat(process.register.retire(old)).isEqualTo(1);
        assertEveryKeyOpens();
    }

    @Test
    void vaultThatErrsOnceBreaksNothing() {
        for (int nth = 1; nth <= 6; nth++) {
            int error = nth;
            deposits(2);
            AtomicInteger uses = new AtomicInteger();
            KeyVault erring = proxy(KeyVault.class, file("kek", false), (method, result) -> {
                if (method.equals("unwrap") && uses.incrementAndGet() == error) {
                    throw new SealBrokenException("of a test", null);
                }
                return result;
            });
            String old = process.register.registerCurrent();
            String target = process.register.makeKey();
            Rewrapping.Portion portion =
                    new Process(database.appDataSource(), erring).rewrapping.next(old, target, Rewrapping.Place.START);
            assertThat(portion.broken()).as("error %d", nth).isZero();
            assertThat(process.register.status()).allMatch(key -> key.current() || key.wraps() == 0);
        }
        assertEveryKeyOpens();
    }

    @Test
    void portionEndsEarlyWhenTheVaultIsSlow() {
        deposits(40);
        String old = process.register.registerCurrent();
        String target = process.register.makeKey();
        KeyVault file = file("kek", false);
        Process slow = new Process(database.appDataSource(), slow(file));
        Rewrapping.Portion first = slow.rewrapping.next(old, target, Rewrapping.Place.START);
        assertThat(first.done()).isBetween(1, 79);
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    private static KeyVault slow(KeyVault vault) {
        return proxy(KeyVault.class, vault, (method, result) -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result;
        });
    }

    /** Fails the nth statement that is prepared: after it was executed, or instead. */
    private static DataSource failing(int nth, boolean persists) {
        AtomicInteger count = new AtomicInteger();
        DataSource real = database.appDataSource();
        return proxy(
                DataSource.class,
                real,
                (method, result) -> method.equals("getConnection")
                        ? proxy(Connection.class, result, (inner, prepared) -> {
                            if (!inner.equals("prepareStatement") || count.incrementAndGet() != nth) {
                                return prepared;
                            }
                            if (!persists) {
                                throw new SQLException("cut off");
                            }
                            return proxy(PreparedStatement.class, prepared, (call, done) -> {
                                if (call.startsWith("execute")) {
                                    throw new SQLException("cut off, but done");
                                }
                                return done;
                            });
                        })
                        : result);
    }
}
