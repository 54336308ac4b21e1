package org.sillok.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The log's settings for tests. */
record LogSettings(
        Path keyFile,
        Path postQuantumKeyFile,
        Path highWaterMark,
        int batch,
        Database database,
        Optional<String> origin,
        boolean lead,
        Duration linger,
        Duration integrateEvery)
        implements LogConfig {
    LogSettings(
            Path keyFile,
            Path postQuantumKeyFile,
            Path highWaterMark,
            int batch,
            Database database,
            Optional<String> origin,
            boolean lead) {
        this(
                keyFile,
                postQuantumKeyFile,
                highWaterMark,
                batch,
                database,
                origin,
                lead,
                Duration.ofMillis(1),
                Duration.ofMillis(20));
    }

    LogSettings withHighWaterMark(Path folder) {
        return new LogSettings(
                keyFile, postQuantumKeyFile, folder, batch, database, origin, lead, linger, integrateEvery);
    }

    LogSettings withPace(Duration linger, Duration integrateEvery) {
        return new LogSettings(
                keyFile, postQuantumKeyFile, highWaterMark, batch, database, origin, lead, linger, integrateEvery);
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMillis(300);
    }

    record DirectDatabase(String url, String username, String password) implements Database {}
}
