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
