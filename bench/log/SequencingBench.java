package org.sillok.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Merkle;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogTrees;

/** How many events a second get their place: beside a chain with one head row, on the same server. */
final class SequencingBench {
    private static final Duration ROUND = Duration.ofSeconds(6);

    private final BenchDatabase database;
    private final Path folder;
    private double peer = Double.NaN;

    SequencingBench(BenchDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    void run() throws Exception {
        System.out.println("| what | events/s | ratio to the chain |\n|---|---|---|");
        chain(1);
        chain(8);
        for (int batch : new int[] {1, 16, 256, 4096}) {
            row("durable numbers, batches of " + batch, numbering(batch));
        }
        row("numbers, tree, signed head, batches of 4096, in the steady state", wholePath());
        for (int replicas : new int[] {1, 2, 3}) {
            row("64 clients that wait for the number, one event each, replicas: " + replicas, clients(replicas, 1));
        }
        row("16 clients, 256 events in a transaction, replicas: 1", clients(1, 256));
        row("16 clients, 256 events in a transaction, replicas: 3", clients(3, 256));
    }

    private void row(String what, double rate) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %.0f |%n", what, rate, rate / peer);
    }

    /** The naive way: every event locks the head, is chained to it, and moves it. */
    private void chain(int clients) throws Exception {
        database.fresh();
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("create table chain (seq bigint primary key, digest bytea not null, leaf bytea not null,"
                    + " record bytea not null)");
            statement.execute("create table chain_head (one int primary key, seq bigint not null, digest bytea not null)");
            statement.execute("insert into chain_head values (1, 0, '')");
        }
        double rate = during(clients, () -> {
            Connection connection = database.owner().getConnection();
            connection.setAutoCommit(false);
            PreparedStatement head = connection.prepareStatement("select seq, digest from chain_head for update");
            PreparedStatement add = connection.prepareStatement("insert into chain values (?, ?, ?, ?)");
            PreparedStatement move = connection.prepareStatement("update chain_head set seq = ?, digest = ?");
            return () -> {
                LogEntry entry = BenchLog.entry();
                try (ResultSet row = head.executeQuery()) {
                    row.next();
                    long seq = row.getLong(1) + 1;
                    Digest digest = Sha2.sha256(row.getBytes(2), entry.leaf().toArray());
                    add.setLong(1, seq);
                    add.setBytes(2, digest.toArray());
                    add.setBytes(3, entry.leaf().toArray());
                    add.setBytes(4, entry.record().toArray());
                    add.executeUpdate();
                    move.setLong(1, seq);
                    move.setBytes(2, digest.toArray());
                    move.executeUpdate();
                }
                connection.commit();
                return 1;
            };
        });
        peer = Double.isNaN(peer) ? rate : Math.max(peer, rate);
        row("one-row hash chain, clients: " + clients, rate);
    }

    /** Numbers what already waits. */
    private double numbering(int batch) throws Exception {
        BenchLog log = freshLog(batch);
        int log1 = log.open().identity().log();
        fill(log1, batch == 1 ? 3_000 : batch == 16 ? 30_000 : 100_000);
        try (Connection connection = log.open().connections().open()) {
            long epoch = LogTrees.newEpoch(connection, log1);
            long start = System.nanoTime();
            long events = 0;
            Map<Digest, Long> numbered;
            do {
                numbered = LogEntries.number(connection, log1, epoch, batch);
                events += numbered.size();
            } while (!numbered.isEmpty());
            return events * 1e9 / (System.nanoTime() - start);
        }
    }

    /** From the outbox to a published head, with nobody waiting for an answer. */
    private double wholePath() throws Exception {
        BenchLog log = freshLog(4096);
        int number = log.open().identity().log();
        int events = 60_000;
        fill(number, events);
        long start = System.nanoTime();
        BenchLog.Replica replica = log.replica(2);
        try {
            if (replica.log().awaitPublished(events - 1, Duration.ofMinutes(5)).isEmpty()) {
                throw new IllegalStateException("nothing was published in time");
            }
            return events * 1e9 / (System.nanoTime() - start);
        } finally {
            replica.stop();
        }
    }

    private void fill(int log, int events) throws SQLException {
        try (Connection app = database.dataSource(database.app()).getConnection()) {
            app.setAutoCommit(false);
            for (int i = 0; i < events; i++) {
                LogEntry entry = BenchLog.entry();
                LogEntries.add(app, log, Merkle.leafHash(entry.leaf().toArray()), entry.leaf(), entry.record());
                if (i % 1_000 == 999) {
                    app.commit();
                }
            }
            app.commit();
        }
        try (Connection owner = database.owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("analyze sillok.log_outbox");
        }
    }

    private double clients(int replicas, int events) throws Exception {
        BenchLog log = freshLog(4096);
        int clients = events == 1 ? 64 : 16;
        List<BenchLog.Replica> all = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            all.add(log.replica(Math.max(8, 48 / replicas)));
        }
        try {
            AtomicLong next = new AtomicLong();
            return during(clients, () -> {
                BenchLog.Replica replica = all.get((int) (next.getAndIncrement() % replicas));
                return () -> {
                    for (Digest leaf : replica.append(events)) {
                        replica.log().awaitIndex(leaf, Duration.ofSeconds(30)).orElseThrow();
                    }
                    return events;
                };
            });
        } finally {
            all.forEach(BenchLog.Replica::stop);
        }
    }

    private BenchLog freshLog(int batch) throws Exception {
        database.fresh();
        return new BenchLog(database, Files.createTempDirectory(folder, "log"), batch);
    }

    interface Work {
        int once() throws Exception;
    }

    interface Worker {
        Work begin() throws Exception;
    }

    /** Events a second that {@code clients} threads get done in a round, the first third of it not counted. */
    static double during(int clients, Worker worker) throws Exception {
        AtomicLong done = new AtomicLong();
        long begin = System.nanoTime();
        long count = begin + ROUND.toNanos() / 3;
        long end = begin + ROUND.toNanos();
        List<Thread> threads = new ArrayList<>();
        List<Exception> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                try {
                    Work work = worker.begin();
                    while (System.nanoTime() < end) {
                        int events = work.once();
                        long now = System.nanoTime();
                        if (now >= count && now < end) {
                            done.addAndGet(events);
                        }
                    }
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return done.get() * 1e9 / (end - count);
    }
}
