package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sillok audit}: asks the running service for an audit and follows it. If no service runs, the same program is
 * started without its HTTP side for as long as the audit takes.
 */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Check everything that is stored: log, statements, rows and the bytes of every file.",
            "Exit code 0: intact. 1: damaged, and each finding says where and what to do. 2: the audit could not run."
        })
public final class AuditCommand implements Callable<Integer> {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A checkpoint of the log that you kept: the log must still contain it.")
    private @Nullable Path checkpoint;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the report (the default); with --no-follow only print the job's id.")
    private boolean follow = true;

    @Override
    public Integer call() {
        try {
            Optional<ServiceClient> service = ServiceClient.ifRunning();
            return service.isPresent() ? ask(service.get()) : runHere();
        } catch (CommandFailure | StartFailure e) {
            System.err.println("sillok: " + e.getMessage());
            return AuditScreen.NOT_RUN;
        }
    }

    private int ask(ServiceClient service) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        Path file = checkpoint;
        if (file != null) {
            request.put("checkpoint", text(file));
        }
        String id = service.post("/api/v1/audits", request).path("id").asText();
        if (!follow) {
            System.out.println(id);
            return AuditScreen.INTACT;
        }
        AuditScreen screen = AuditScreen.ofTerminal(json);
        return screen.report(new JobFollower(service, "The audit", "").follow(id, screen::progress));
    }

    private int runHere() {
        List<String> arguments = new ArrayList<>(List.of(json ? AuditOnce.JSON : AuditOnce.WORDS));
        Path file = checkpoint;
        if (file != null) {
            text(file);
            arguments.add(file.toString());
        }
        return Headless.run(AuditOnce.class, "The audit", Map.of(), arguments);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("The checkpoint " + file + " cannot be read.");
        }
    }
}
