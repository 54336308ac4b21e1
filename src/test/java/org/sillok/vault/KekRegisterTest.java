package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Which keys are in use, as all processes of a repository see it. */
class KekRegisterTest extends KeyReplicas {
    @Test
    void ofTwoProcessesWithDifferentFilesThatBeginAtTheSameMomentOneIsRefused() throws Exception {
        CyclicBarrier bothWrap = new CyclicBarrier(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> processes = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                KeyVault vault = proxy(KeyVault.class, file(name, true), (method, result) -> {
                    if (method.equals("wrap")) {
                        meet(bothWrap);
                    }
                    return result;
                });
                processes.add(pool.submit(() -> register(vault)));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : processes) {
                outcomes.add(each.get());
            }
            assertThat(outcomes).containsExactlyInAnyOrder("registered", "OTHER_KEY");
        } finally {
            pool.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            // The other one waits for its turn, as it should.
        }
    }

    /** Within a transaction, as in the program. */
    private String register(KeyVault vault) throws SQLException {
        try (Connection transaction = database.asApp()) {
            transaction.setAutoCommit(false);
            DataSource within = proxy(DataSource.class, database.appDataSource(), (method, result) -> {
                ((Connection) result).close();
                return unclosed(transaction);
            });
            try {
                new Process(within, vault).register.registerCurrent();
                transaction.commit();
                return "registered";
            } catch (KekUnavailableException e) {
                transaction.rollback();
                return e.trouble().name();
            }
        }
    }

    @Test
    void firstKeyOfAVaultIsMadeOnceAndAgainOnlyWhenAllWereRetired() throws SQLException {
        List<String> made = new ArrayList<>();
        assertThat(process.register.first("pkcs11-", () -> made.add("first"))).isTrue();
        asSuperuser("insert into vault.vault_kek (kek, check_value) values ('pkcs11-0', '')");
        assertThat(process.register.first("pkcs11-", () -> made.add("second"))).isFalse();
        assertThat(process.register.knowsNone("pkcs11-")).isFalse();
        asSuperuser("insert into vault.vault_retired_kek (kek) values ('pkcs11-0')");
        assertThat(process.register.first("pkcs11-", () -> made.add("third"))).isTrue();
        assertThat(process.register.knowsNone("pkcs11-")).isTrue();
        assertThat(made).containsExactly("first", "third");
    }
}
