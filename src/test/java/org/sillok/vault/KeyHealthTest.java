package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.sillok.vault.db.VaultRepository;
import org.sillok.vault.rest.KeyHealth;

/** A vault that never answers takes one thread of those that ask for health, not all. */
class KeyHealthTest extends KeyReplicas {
    @Test
    void nobodyWaitsLongBehindAVaultThatHangs() throws Exception {
        process.deposit();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        KeyVault vault = proxy(KeyVault.class, file("kek", false), (method, result) -> {
            hanging.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result;
        });
        KeyHealth health = new KeyHealth(
                new KekRegister(vault, new VaultRepository(database.appDataSource()), ObjectFixture.RANDOMNESS));
        ExecutorService pool = Executors.newFixedThreadPool(11);
        try {
            Future<HealthCheckResponse> first = pool.submit(health::call);
            assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
            List<Future<HealthCheckResponse>> others = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                others.add(pool.submit(health::call));
            }
            for (Future<HealthCheckResponse> other : others) {
                assertThat(other.get(6, TimeUnit.SECONDS).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            }
            assertThat(first).isNotDone();
            over.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        } finally {
            over.countDown();
            pool.shutdownNow();
        }
    }
}
