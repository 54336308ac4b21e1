package org.sillok.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sillok.kernel.Digest;

/** How long a client waits for the durable number of its event, and for a proof of it, in a process of its own. */
final class LatencyBench {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private LatencyBench() {}

    static void run(BenchDatabase database, Path folder) throws Exception {
        System.out.println("| clients | durable number after the commit | proof after the commit |\n|---|---|---|");
        for (int clients : new int[] {1, 8, 64}) {
            database.fresh();
            BenchLog log = new BenchLog(database, Files.createTempDirectory(folder, "log"), 4096);
            BenchLog.Replica replica = log.replica(Math.min(48, clients + 2));
            try {
                round(replica, clients, clients == 1 ? 200 : 100, null, null);
                List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
                List<Long> proofs = Collections.synchronizedList(new ArrayList<>());
                round(replica, clients, clients == 1 ? 1_000 : 300, numbers, null);
                // Those before did not wait for proofs: what they left behind is not what these wait for.
                long start = System.nanoTime();
                Digest last = replica.append(1)[0];
                replica.log().awaitPublished(replica.log().awaitIndex(last, WAIT).orElseThrow(), WAIT).orElseThrow();
                System.err.printf("backlog of %d clients: %d ms%n", clients, (System.nanoTime() - start) / 1_000_000);
                round(replica, clients, 60, null, proofs);
                System.out.printf("| %d | %s | %s |%n", clients, percentiles(numbers), percentiles(proofs));
            } finally {
                replica.stop();
            }
        }
    }

    private static Percentiles percentiles(List<Long> nanos) {
        return Percentiles.of(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    private static void round(
            BenchLog.Replica replica, int clients, int events, List<Long> numbers, List<Long> proofs)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < events; n++) {
                    Digest leaf = replica.append(1)[0];
                    long committed = System.nanoTime();
                    long index = replica.log().awaitIndex(leaf, WAIT).orElseThrow();
                    if (numbers != null) {
                        numbers.add(System.nanoTime() - committed);
                    }
                    if (proofs != null) {
                        replica.log().awaitPublished(index, WAIT).orElseThrow();
                        replica.log().proof(index);
                        proofs.add(System.nanoTime() - committed);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
