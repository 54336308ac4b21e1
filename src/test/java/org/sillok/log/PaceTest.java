package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.db.LogPool;

/** When a leader waits for more, and when it does not. */
class PaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private LogFixture fixture;
    private Leader leader;
    private FakeTransactions transactions;
    private TransparencyLog log;

    @BeforeEach
    void aDatabaseAndAStore() throws Exception {
        fixture = new LogFixture(folder, 100);
    }

    @AfterEach
    void stop() throws Exception {
        leader.stop();
        fixture.close();
    }

    private void lead(Duration linger, Duration integrateEvery) {
        OpenLog open = fixture.open();
        leader = new Leader(fixture.settings().withPace(linger, integrateEvery), open, fixture.store);
        leader.start();
        transactions = new FakeTransactions(fixture.database.appDataSource());
        log = new TransparencyLog(new LogPool(transactions.dataSource()), transactions, open, fixture.store, leader);
        appended("the first waits for the election");
    }

    private void appended(String leaf) {
        Digest leafHash = transactions.call(() -> log.append(entry(leaf)));
        assertThat(log.awaitIndex(leafHash, PATIENCE)).isPresent();
    }

    private static LogEntry entry(String leaf) {
        return new LogEntry(Bytes.utf8(leaf), Bytes.utf8("record of " + leaf));
    }

    @Test
    void theTreeTakesItsTurnsNoOftenerThanItIsTold() {
        Duration every = Duration.ofSeconds(1);
        lead(Duration.ZERO, every);
        long begun = System.nanoTime();
        Set<Long> heads = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            appended("leaf " + i);
            heads.add(log.status().published());
        }
        long turns = (System.nanoTime() - begun) / every.toNanos();
        assertThat(heads).hasSizeLessThanOrEqualTo((int) turns + 3);
    }

    @Test
    void whoIsAloneIsNumberedAtOnce() {
        lead(Duration.ofSeconds(8), Duration.ofMillis(20));
        long begun = System.nanoTime();
        appended("alone");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whoeverIsAboutToCommitIsWaitedFor() throws Exception {
        Duration linger = Duration.ofSeconds(1);
        lead(linger, Duration.ofMillis(20));
        CountDownLatch added = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(() -> transactions.call(() -> {
            Digest leafHash = log.append(entry("other"));
            added.countDown();
            try {
                end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return leafHash;
        }));
        other.start();
        try {
            assertThat(added.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // One of them may be met by the look that the leader takes without being called.
            long begun = System.nanoTime();
            appended("one");
            appended("two");
            appended("three");
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThan(linger.multipliedBy(3).dividedBy(2));
        } finally {
            end.countDown();
            other.join();
        }
    }
}
