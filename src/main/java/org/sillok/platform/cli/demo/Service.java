package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The service the demo talks to: one that runs already, or one that it starts from the same jar and stops at the end.
 * Only that one is stopped which was started here.
 */
final class Service implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final ApiClient api;
    private final Path tokenFile;
    private final Optional<ServiceProcess> child;
    private final Duration startedIn;

    private Service(ApiClient api, Path tokenFile, Optional<ServiceProcess> child, Duration startedIn) {
        this.api = api;
        this.tokenFile = tokenFile;
        this.child = child;
        this.startedIn = startedIn;
    }

    /** A service elsewhere that must be ready now. */
    static Service at(URI address, Path tokenFile) throws DemoFailure {
        ApiClient api = ApiClient.anonymous(address);
        if (!api.ready()) {
            throw new DemoFailure("No service is ready at " + address);
        }
        return new Service(api, tokenFile, Optional.empty(), Duration.ZERO);
    }

    /** The service that already runs on {@code dataDir}, as its {@code service.json} tells. */
    static Optional<Service> runningOn(Path dataDir) throws DemoFailure {
        Path file = dataDir.resolve("service.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode description;
        try {
            description = Json.parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new DemoFailure(file + " cannot be read", e);
        }
        boolean alive = ProcessHandle.of(description.path("pid").asLong(-1)).isPresent();
        ApiClient api =
                ApiClient.anonymous(URI.create(description.path("address").asText("http://127.0.0.1:1")));
        return alive && api.ready()
                ? Optional.of(new Service(api, custodianToken(dataDir), Optional.empty(), Duration.ZERO))
                : Optional.empty();
    }

    /** Starts {@code command} as a child and waits until it is ready; {@code waiting} is called while it is not. */
    static Service start(List<String> command, Path dataDir, int port, Map<String, String> inherited, Runnable waiting)
            throws DemoFailure {
        Path log = dataDir.resolve("service.log");
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new DemoFailure("The directory " + dataDir + " cannot be made: " + e.getMessage(), e);
        }
        long begin = System.nanoTime();
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ServiceProcess process = ServiceProcess.start(command, environment(inherited, dataDir, port), log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop the service"));
        ApiClient api = ApiClient.anonymous(URI.create("http://127.0.0.1:" + port));
        try {
            // The custodian's token is written when the service answers already, and fresh at each start.
            while (!api.ready() || !writtenSince(custodianToken(dataDir), started)) {
                if (!process.alive()) {
                    throw new DemoFailure(
                            "The service did not start. Its last words (" + log + "):\n" + process.lastWords(5));
                }
                if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                    throw new DemoFailure(
                            "The service is not ready after " + START_LIMIT.toSeconds() + " s; see " + log);
                }
                waiting.run();
                Waiting.pause();
            }
        } catch (DemoFailure e) {
            process.close();
            throw e;
        }
        Duration startedIn = Duration.ofNanos(System.nanoTime() - begin);
        return new Service(api, custodianToken(dataDir), Optional.of(process), startedIn);
    }

    /**
     * The child's environment: this one's, without any setting that would lead it away from its own data directory to a
     * database, object store or identity provider in use.
     */
    static Map<String, String> environment(Map<String, String> inherited, Path dataDir, int port) {
        Map<String, String> environment = new HashMap<>(inherited);
        environment.keySet().removeIf(name -> name.startsWith("SILLOK_") || name.startsWith("QUARKUS_"));
        environment.put("SILLOK_DATA_DIR", dataDir.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    static int freePort() throws DemoFailure {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DemoFailure("There is no free port on this machine", e);
        }
    }

    private static boolean writtenSince(Path file, Instant start) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(start);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path custodianToken(Path dataDir) {
        return dataDir.resolve("tokens").resolve("custodian.token");
    }

    ApiClient anonymous() {
        return api;
    }

    ApiClient custodian() throws DemoFailure {
        try {
            return api.as(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new DemoFailure("The custodian's token cannot be read from " + tokenFile, e);
        }
    }

    boolean startedHere() {
        return child.isPresent();
    }

    Duration startedIn() {
        return startedIn;
    }

    @Override
    public void close() {
        child.ifPresent(ServiceProcess::close);
    }
}
