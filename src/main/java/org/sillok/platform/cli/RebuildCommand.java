package org.sillok.platform.cli;

import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.platform.Boot;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sillok rebuild}: brings a database that is behind up to the object store. The service must be stopped: the lock of
 * the data directory says so on this machine, the log's leadership lock in the database everywhere else.
 */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Bring a database that was restored, or lost, up to the log in the object store. Stop every replica first.",
            "Everything is proved before anything is written; it may be interrupted and repeated.",
            "Exit code 0: complete. 1: something could not be brought back, or with --check: something is missing.",
            "2: nothing was done, and the message says why."
        })
public final class RebuildCommand implements Callable<Integer> {
    // No port is opened, nobody leads or stamps, and nothing but the report is on standard output.
    private static final Map<String, String> HEADLESS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.http.port", "0",
            "quarkus.scheduler.enabled", "false",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.level", "WARN",
            "sillok.log.lead", "false",
            "sillok.time.work", "false");

    @Option(names = "--check", description = "Only read and compare; write nothing.")
    private boolean check;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            if (ServiceClient.ifRunning().isPresent()) {
                throw new CommandFailure("The service is running: stop it, and every other replica, then rebuild.");
            }
            return run();
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return RebuildScreen.NOT_RUN;
        }
    }

    private int run() {
        DataDirectory data = Boot.dataDirectory(Boot.configuration());
        if (Files.notExists(data.root())) {
            throw new CommandFailure(
                    "There is nothing to rebuild: " + data + " does not exist (SILLOK_DATA_DIR names the directory).");
        }
        AtomicInteger exitCode = new AtomicInteger(RebuildScreen.NOT_RUN);
        HEADLESS.forEach(System::setProperty);
        try {
            Boot.during(() -> Quarkus.run(
                    RebuildOnce.class,
                    (code, failure) -> {
                        exitCode.set(failure == null ? code : RebuildScreen.NOT_RUN);
                        if (failure != null) {
                            System.err.println("sillok: The rebuild could not run: " + FailedStart.reason(failure));
                        }
                    },
                    check ? RebuildOnce.CHECK : RebuildOnce.WRITE,
                    json ? AuditOnce.JSON : AuditOnce.WORDS));
        } finally {
            HEADLESS.keySet().forEach(System::clearProperty);
        }
        return exitCode.get();
    }
}
