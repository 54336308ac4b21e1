package org.sillok.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.platform.Boot;
import org.sillok.platform.DataDirectory;
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
    private static final long PAUSE_MILLIS = 500;

    // Without a service: no port is opened, nothing is stamped, and nothing but the report is on standard output.
    private static final Map<String, String> HEADLESS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.http.port", "0",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.level", "WARN",
            "sillok.time.work", "false");

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
        while (true) {
            JsonNode job = service.get("/api/v1/jobs/" + id);
            switch (job.path("state").asText()) {
                case "DONE" -> {
                    return screen.report(result(job));
                }
                case "FAILED" ->
                    throw new CommandFailure("The audit could not be finished: "
                            + job.path("problem").path("title").asText() + " "
                            + job.path("problem").path("incident").asText());
                case "CANCELLED" -> throw new CommandFailure("The audit was cancelled.");
                default ->
                    screen.progress(
                            job.path("done").asLong(),
                            Math.max(1, job.path("total").asLong()));
            }
            pause();
        }
    }

    private static JsonObject result(JsonNode job) {
        return StrictJson.parse(job.path("result").toString().getBytes(StandardCharsets.UTF_8))
                .asObject();
    }

    private int runHere() {
        DataDirectory data = Boot.dataDirectory(Boot.configuration());
        if (Files.notExists(data.root())) {
            throw new CommandFailure(
                    "There is nothing to audit: " + data + " does not exist (SILLOK_DATA_DIR names the directory).");
        }
        List<String> arguments = new ArrayList<>(List.of(json ? AuditOnce.JSON : AuditOnce.WORDS));
        Path file = checkpoint;
        if (file != null) {
            text(file);
            arguments.add(file.toString());
        }
        AtomicInteger exitCode = new AtomicInteger(AuditScreen.NOT_RUN);
        HEADLESS.forEach(System::setProperty);
        try {
            Boot.during(() -> Quarkus.run(
                    AuditOnce.class,
                    (code, failure) -> {
                        exitCode.set(failure == null ? code : AuditScreen.NOT_RUN);
                        if (failure != null) {
                            System.err.println("sillok: The audit could not run: " + FailedStart.reason(failure));
                        }
                    },
                    arguments.toArray(String[]::new)));
        } finally {
            HEADLESS.keySet().forEach(System::clearProperty);
        }
        return exitCode.get();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure("The checkpoint " + file + " cannot be read.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted; the audit goes on.");
        }
    }
}
