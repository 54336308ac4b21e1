package org.sillok.platform.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
            return Headless.run(
                    RebuildOnce.class,
                    "The rebuild",
                    Map.of(),
                    List.of(check ? RebuildOnce.CHECK : RebuildOnce.WRITE, json ? AuditOnce.JSON : AuditOnce.WORDS));
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return RebuildScreen.NOT_RUN;
        }
    }
}
