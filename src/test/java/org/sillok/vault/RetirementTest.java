package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.ItemId;

/** Key-encryption keys that are not needed any more, and those who have not heard of it. */
class RetirementTest extends KeyReplicas {
    @Test
    void retiredKeyMayBeMissingAndWrapsNothingEver() throws Exception {
        deposits(3);
        String old = process.register.registerCurrent();
        assertThatThrownBy(() -> process.register.retire(old)).isInstanceOf(IllegalArgumentException.class);
        process.register.makeKey();
        assertThat(process.register.retire(old)).isEqualTo(6);
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        assertThat(process.register.retire(old)).isZero();

        List<String> lines = Files.readAllLines(directory.resolve("kek"));
        Files.write(directory.resolve("kek"), lines.subList(0, 2));
        process.register.verify();
        expect(process.deposit());
        assertEveryKeyOpens();
        assertThatThrownBy(() -> asSuperuser("update vault.vault_subject_key set kek = '" + old + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("was retired");

        // Put first by mistake: refused, and nothing is wrapped under it.
        Files.write(directory.resolve("kek"), List.of(lines.get(0), lines.get(2), lines.get(1)));
        assertThatThrownBy(() -> process.deposit())
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining("was retired");
        assertEveryKeyOpens();
    }

    @Test
    void newestKeyIsNotRetiredWhileItIsOutOfReach() throws Exception {
        deposits(1);
        process.register.registerCurrent();
        Process running = new Process(database.appDataSource(), file("kek", false));
        String recent = running.register.makeKey();
        Path file = directory.resolve("kek");
        Path aside = Files.move(file, directory.resolve("aside"));
        assertThatThrownBy(() -> running.register.retire(recent)).isInstanceOf(KekUnavailableException.class);
        Files.move(aside, file);
        expect(process.deposit());
        assertThat(process.register.registerCurrent()).isEqualTo(recent);
    }

    @Test
    void keysOfADepositThatOutlastedARotationAreStoredUnderTheNewKey() {
        deposits(1);
        String old = process.register.registerCurrent();
        SubjectKeys begun =
                process.keyring.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
        process.register.makeKey();
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        process.keyring.store(begun);
        expect(begun);
        assertEveryKeyOpens();
        assertThat(process.register.status()).allMatch(key -> key.current() == (key.wraps() == 4));
    }

    @Test
    void whileOneDepositMakesANewKeyKnownAnotherDoesNotWaitForIt() throws Exception {
        deposits(1);
        CountDownLatch atIt = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<@Nullable Thread> first = new AtomicReference<>();
        KeyVault vault = proxy(KeyVault.class, file("kek", false), (method, result) -> {
            if (method.equals("unwrap") && Thread.currentThread().equals(first.get())) {
                atIt.countDown();
                awaited(goOn);
            }
            return result;
        });
        Process replica = new Process(database.appDataSource(), vault);
        SubjectKeys one =
                replica.keyring.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
        SubjectKeys other =
                replica.keyring.generate(ItemId.fresh(ObjectFixture.RANDOMNESS).value());
        String old = process.register.registerCurrent();
        String recent = process.register.makeKey();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> storing = pool.submit(() -> {
                first.set(Thread.currentThread());
                replica.keyring.store(one);
            });
            awaited(atIt);
            replica.keyring.store(other);
            assertThat(storing).isNotDone();
            goOn.countDown();
            storing.get();
        } finally {
            goOn.countDown();
            pool.shutdownNow();
        }
        expect(one);
        expect(other);
        assertThat(process.register.status())
                .extracting(KekStatus::kek, KekStatus::wraps)
                .contains(Tuple.tuple(old, 4L), Tuple.tuple(recent, 2L));
        assertThat(process.moveAll()).isZero();
        assertEveryKeyOpens();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void replicaWithAnOldCopyOfTheFileIsToldWhenItsKeyWasRetired() throws Exception {
        deposits(1);
        Path copy = directory.resolve("copy");
        new PrivateFile(copy).create(Files.readAllBytes(directory.resolve("kek")));
        Process behind = new Process(database.appDataSource(), file("copy", false));
        expect(behind.deposit());
        String old = process.register.registerCurrent();
        process.register.makeKey();
        process.moveAll();
        // It cannot read what was moved, but what it stores can be read.
        String moved = expected.keySet().iterator().next();
        expect(behind.deposit());
        assertThatThrownBy(() -> behind.keyring.load(moved)).isInstanceOf(KekUnavailableException.class);
        assertEveryKeyOpens();
        process.moveAll();
        assertThat(process.register.retire(old)).isZero();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(behind::deposit)
                    .isInstanceOfSatisfying(
                            KekUnavailableException.class,
                            e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
        }
        assertThatThrownBy(behind.register::verify)
                .isInstanceOfSatisfying(
                        KekUnavailableException.class,
                        e -> assertThat(e.trouble()).isEqualTo(KeyTrouble.OTHER_KEY));
        assertThat(behind.register.status())
                .filteredOn(KekStatus::current)
                .extracting(KekStatus::kek, KekStatus::retired, KekStatus::trouble)
                .containsExactly(Tuple.tuple(old, true, KeyTrouble.OTHER_KEY));
        Files.write(copy, Files.readAllBytes(directory.resolve("kek")));
        behind.register.verify();
        expect(behind.deposit());
        assertEveryKeyOpens();
    }

    @Test
    void retirementWaitsForATransactionThatWrapsUnderTheKey() throws Exception {
        deposits(1);
        String old = process.register.registerCurrent();
        process.register.makeKey();
        process.moveAll();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Connection late = database.asApp();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into vault.vault_subject_key (subject, key_use, kek, wrapped) values"
                    + " ('itm_late', 'CONTENT', '" + old + "', '')");
            Future<Long> retiring = pool.submit(() -> process.register.retire(old));
            Thread.sleep(300);
            assertThat(retiring).isNotDone();
            late.commit();
            assertThat(retiring.get()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
