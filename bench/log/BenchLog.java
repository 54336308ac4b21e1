package org.sillok.log;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.db.LogPool;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectStore;
import org.sillok.vault.SigningKeysFixture;

/** One log on a fresh database and a fresh store; replicas of it are opened on demand. */
final class BenchLog {
    /** What a statement about a deposit weighs: see {@code docs/performance.md}. */
    static final int RECORD_BYTES = 2_800;

    private static final byte[] SPKI =
            P256PrivateKey.generate(new SecureRandom()).publicKey().spki();

    final BenchDatabase database;
    final Path folder;
    final ObjectStore store;
    final int batch;

    BenchLog(BenchDatabase database, Path folder, int batch) {
        this.database = database;
        this.folder = folder;
        this.store = new FileSystemObjectStore(folder.resolve("objects"), Clock.systemUTC());
        this.batch = batch;
    }

    /** A process of the service, as far as the log is concerned. */
    record Replica(TransparencyLog log, Leader leader, BenchTransactions transactions) {
        void stop() {
            leader.stop();
            try {
                transactions.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        Digest[] append(int events) {
            Digest[] leaves = new Digest[events];
            transactions.run(() -> {
                for (int i = 0; i < events; i++) {
                    leaves[i] = log.append(entry());
                }
            });
            return leaves;
        }
    }

    LogConfig config() {
        return new Settings(
                folder.resolve("keys/log.key"),
                folder.resolve("keys/log-post-quantum.key"),
                folder.resolve("state"),
                batch,
                new Direct(database.url(), database.app().user(), database.app().password()));
    }

    private record Direct(String url, String username, String password) implements LogConfig.Database {}

    private record Settings(
            Path keyFile, Path postQuantumKeyFile, Path highWaterMark, int batch, LogConfig.Database database)
            implements LogConfig {
        @Override
        public Optional<String> origin() {
            return Optional.empty();
        }

        @Override
        public boolean lead() {
            return true;
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration recheck() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration linger() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration integrateEvery() {
            return Duration.ofMillis(150);
        }
    }

    OpenLog open() {
        SecureRandom random = new SecureRandom();
        return new OpenLog(
                config(),
                Clock.systemUTC(),
                length -> {
                    byte[] bytes = new byte[length];
                    random.nextBytes(bytes);
                    return bytes;
                },
                SigningKeysFixture.in(folder.resolve("keys")),
                store);
    }

    Replica replica(int connections) throws SQLException {
        OpenLog open = open();
        Leader leader = new Leader(config(), open, store);
        leader.start();
        BenchTransactions transactions =
                new BenchTransactions(database.dataSource(database.app()), connections);
        LogPool pool = new LogPool(transactions.dataSource());
        return new Replica(
                new TransparencyLog(pool, transactions.registry(), open, store, leader), leader, transactions);
    }

    /** A leaf as statements have it, and a record of the usual size that does not compress. */
    static LogEntry entry() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] digest = new byte[32];
        byte[] signature = new byte[71];
        byte[] record = new byte[RECORD_BYTES];
        random.nextBytes(digest);
        random.nextBytes(signature);
        random.nextBytes(record);
        return new LogEntry(
                Bytes.of(HashedRekordLeaf.of(Digest.sha256(digest), signature, SPKI)), Bytes.of(record));
    }
}
