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
        boolean lead)
        implements LogConfig {
    LogSettings withHighWaterMark(Path folder) {
        return new LogSettings(keyFile, postQuantumKeyFile, folder, batch, database, origin, lead);
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration recheck() {
        return Duration.ofMillis(300);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration integrateEvery() {
        return Duration.ofMillis(20);
    }

    record DirectDatabase(String url, String username, String password) implements Database {}
}
