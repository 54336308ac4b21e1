package org.sillok.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the packaged program as an operator does, with little environment. */
public final class PackagedProgram {
    private static final Path APP =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    private final Path temporary;
    private final Deque<Process> started = new ArrayDeque<>();
    private final Map<String, String> settings = new HashMap<>();
    private String machine = "here";

    public PackagedProgram(Path temporary) {
        this.temporary = temporary;
    }

    /** How a command ended, and what it printed on both streams. */
    public record Told(int status, String text) {}

    /** The environment beside the least that is needed. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Another machine is one that has another user's home, and so knows of no high-water mark. */
    void moveTo(String name) {
        machine = name;
    }

    /** The database of a program that was killed goes on. */
    public void stopAll() throws Exception {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, Files::isDirectory)) {
            for (Path directory : directories) {
                endDatabase(directory.resolve("postgres/postmaster.pid"));
            }
        }
    }

    private static void endDatabase(Path pid) throws Exception {
        if (Files.exists(pid)) {
            String first = Files.readAllLines(pid).get(0).strip();
            Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(first));
            if (server.isPresent()) {
                server.get().destroy();
                server.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Process start(String data, String... command) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(java(), "-Duser.home=" + temporary.resolve("home-" + machine), "-jar", APP.toString()));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(temporary.toFile())
                .redirectOutput(output().toFile())
                .redirectError(errors().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "LC_ALL",
                        "C.UTF-8",
                        "SILLOK_DATA_DIR",
                        temporary.resolve(data).toString(),
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(freePort())));
        builder.environment().putAll(settings);
        Process process = builder.start();
        started.push(process);
        return process;
    }

    /** What the program that was started last has printed so far. */
    public String lastOutput() throws IOException {
        return Files.readString(temporary.resolve("output-" + (started.size() - 1) + ".txt"));
    }

    private Path output() {
        return temporary.resolve("output-" + started.size() + ".txt");
    }

    private Path errors() {
        return temporary.resolve("errors-" + started.size() + ".txt");
    }

    public Told run(String data, String... command) throws Exception {
        Path output = output();
        Path errors = errors();
        Process process = start(data, command);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Told(process.exitValue(), Files.readString(output) + Files.readString(errors));
    }

    public Process serve(String data) throws IOException {
        return start(data, "serve");
    }

    public static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    public URI awaitReady(Process process, String data) throws Exception {
        Path file = temporary.resolve(data).resolve("service.json");
        for (int i = 0; i < 1_800; i++) {
            assertThat(process.isAlive()).isTrue();
            if (Files.exists(file)) {
                var json = new ObjectMapper().readTree(Files.readString(file));
                URI address = URI.create(json.get("address").asText());
                if (json.get("pid").asLong() == process.pid()
                        && given().get(address.resolve("/q/health/ready")).statusCode() == 200) {
                    return address;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not ready");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
