package org.sillok.platform.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.platform.Boot;
import org.sillok.platform.DataDirectory;

/**
 * Starts the program without its HTTP side for one piece of work, where no service runs. A database of one's own is not
 * migrated by that: it has to be at this version, or the work ends with one line.
 */
final class Headless {
    /** The exit code when the work could not be done at all. */
    static final int NOT_RUN = 2;

    // No port is opened, nothing is stamped, swept or read again, and nothing but the report is on standard output. Nor
    // is anything
    // numbered or signed: the directory may be a machine's that was given up, whose log goes on elsewhere.
    private static final Map<String, String> SETTINGS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.http.port", "0",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.level", "WARN",
            "quarkus.scheduler.enabled", "false",
            "sillok.log.lead", "false",
            "sillok.time.work", "false",
            "sillok.fixity.enabled", "false");

    private Headless() {}

    /**
     * Runs {@code work} and returns its exit code.
     *
     * @param what the work as a noun with an article, for messages
     * @param more settings for this work alone
     * @throws CommandFailure if there is no data directory
     * @throws org.sillok.platform.StartFailure if something else is missing before the program can be started
     */
    static int run(
            Class<? extends QuarkusApplication> work, String what, Map<String, String> more, List<String> arguments) {
        SmallRyeConfig configuration = Boot.configuration();
        DataDirectory data = Boot.dataDirectory(configuration);
        if (Files.notExists(data.root())) {
            throw new CommandFailure(
                    "There is nothing to work on: " + data + " does not exist (SILLOK_DATA_DIR names the directory).");
        }
        AtomicInteger exitCode = new AtomicInteger(NOT_RUN);
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        if (configuration.getOptionalValue("sillok.database.url", String.class).isPresent()) {
            // Services may be at work on it, of a version that does not know what this one would make of it.
            settings.put(Boot.MIGRATE, "false");
        }
        settings.forEach(System::setProperty);
        try {
            Boot.during(() -> Quarkus.run(
                    work,
                    (code, failure) -> {
                        exitCode.set(failure == null ? code : NOT_RUN);
                        if (failure != null) {
                            System.err.println("sillok: " + what + " could not run: " + FailedStart.reason(failure));
                        }
                    },
                    arguments.toArray(String[]::new)));
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
        return exitCode.get();
    }
}
