package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged program as an operator does: {@code java -jar quarkus-run.jar serve}, with little environment. */
class ServeIT {
    private static final int NOBODY = 65534;
    private static final Path APP = Path.of("target", "quarkus-app").toAbsolutePath();

    @TempDir
    Path temporary;

    private final Deque<Process> started = new ArrayDeque<>();
    private Path data = Path.of("");

    @BeforeEach
    void aDataDirectory() {
        data = temporary.resolve("자료 data");
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        awaitNoServer();
    }

    @Test
    void startsWithNothingConfiguredAndStopsWithoutATrace() throws Exception {
        Process service = serve(Map.of());
        URI address = awaitReady(service);
        assertThat(address.getHost()).isEqualTo("127.0.0.1");
        assertThat(get(address.resolve("/q/openapi?format=json")).statusCode()).isEqualTo(200);
        assertThat(data.resolve("service.json")).exists();
        String token = Files.readString(data.resolve("tokens").resolve("custodian.token"))
                .strip();
        assertThat(get(address.resolve("/api/v1/me"), token).statusCode()).isEqualTo(200);
        assertThat(get(address.resolve("/api/v1/me"), token.substring(1)).statusCode())
                .isEqualTo(401);
        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*/(keys|secrets|tokens)/.*"))
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }

        service.destroy();
        assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(data.resolve("service.json")).doesNotExist();
        awaitNoServer();
        assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void refusesASecondStartInOneLineAndRecoversFromKillMinusNine() throws Exception {
        Process first = serve(Map.of());
        URI address = awaitReady(first);
        assertFails(serve(Map.of()), "process " + first.pid());
        Path own = data;
        data = temporary.resolve("other");
        assertFails(serve(Map.of("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()))), "QUARKUS_HTTP_PORT");

        data = own;
        first.destroyForcibly().waitFor();
        Process second = serve(Map.of());
        awaitReady(second);

        // Without its database the service ends, so that whoever watches it starts it again.
        String postmaster = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .get(0);
        ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        Files.delete(data.resolve("postgres").resolve("postmaster.pid"));
    }

    @Test
    void aSettingThatCannotWorkEndsEveryCommandWithOneLineThatNamesIt() throws Exception {
        Map<String, String> complaints = Map.of(
                "SILLOK_LOG_BATCH", "The setting sillok.log.batch is 0; it must be at least 1.",
                "SILLOK_UPLOAD_MAX_OPEN", "The setting sillok.upload.max-open is 0; it must be at least 1.",
                "SILLOK_TIME_MAX_RESPONSE", "sillok.time.max-response is not from 1 to ");
        for (Map.Entry<String, String> complaint : complaints.entrySet()) {
            assertComplains(
                    "serve", complaint.getKey(), 1, "sillok: The service did not start: " + complaint.getValue());
            // Their exit code 1 says what was found in the repository; nothing was looked at here.
            assertComplains(
                    "rebuild", complaint.getKey(), 2, "sillok: The rebuild could not run: " + complaint.getValue());
            assertComplains("audit", complaint.getKey(), 2, "sillok: The audit could not run: " + complaint.getValue());
        }
    }

    private void assertComplains(String command, String setting, int exitCode, String line) throws Exception {
        Process process = start(command(APP, temporary.resolve("user"), command), Map.of(setting, "0"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> words = Files.readAllLines(lastErrors());
        assertThat(words).as(command + " with " + setting).hasSize(1);
        assertThat(words.get(0)).startsWith(line);
        assertThat(process.exitValue()).isEqualTo(exitCode);
    }

    @Test
    void worksWithADatabaseOfOnesOwnAndRefusesAnAlmightyRole() throws Exception {
        TestPostgres.Database database = TestPostgres.freshDatabase(false);
        Path password = temporary.resolve("password");
        Files.writeString(password, database.owner().password() + "\n");
        Map<String, String> environment = Map.of(
                "SILLOK_OIDC_LOCAL_ISSUER", "true",
                "SILLOK_DATABASE_URL", database.url(),
                "SILLOK_DATABASE_OWNER_USERNAME", database.owner().user(),
                "SILLOK_DATABASE_OWNER_PASSWORD_FILE", password.toString(),
                "SILLOK_DATABASE_APP_USERNAME", database.app().user(),
                "SILLOK_DATABASE_APP_PASSWORD", database.app().password());
        awaitReady(serve(environment));
        assertThat(data.resolve("postgres")).doesNotExist();

        data = temporary.resolve("other");
        Map<String, String> withoutProvider = new HashMap<>(environment);
        withoutProvider.remove("SILLOK_OIDC_LOCAL_ISSUER");
        assertFails(serve(withoutProvider), "SILLOK_OIDC_ISSUER_URL");
        Map<String, String> almighty = new HashMap<>(environment);
        almighty.put("SILLOK_DATABASE_APP_USERNAME", database.superuser().user());
        almighty.put("SILLOK_DATABASE_APP_PASSWORD", database.superuser().password());
        assertFails(serve(almighty), "is a superuser");
        almighty.remove("SILLOK_DATABASE_APP_USERNAME");
        assertFails(serve(almighty), "SILLOK_DATABASE_APP_USERNAME");
    }

    @Test
    void worksForANormalUserWithoutAHome() throws Exception {
        assumeRoot();
        Path home = temporary.resolve("home");
        Files.createDirectories(home);
        Path copy = home.resolve("quarkus-app");
        try (Stream<Path> files = Files.walk(APP)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(APP.relativize(file).toString()));
            }
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(home, "unix:uid", NOBODY);
        data = home.resolve("data");
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"));
        command.addAll(command(copy, Path.of("/nonexistent"), "serve"));
        Path own = data;
        data = Files.createDirectory(
                temporary.resolve("roots"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertFails(start(command, Map.of()), "cannot be written by user");
        data = own;
        awaitReady(start(command, Map.of()));
        assertThat(Files.getAttribute(data.resolve("postgres"), "unix:uid")).isEqualTo(NOBODY);
        assertThat(home.resolve("data.high-water-mark")).isDirectory();
    }

    @Test
    void refusesSomebodyElsesDirectory() throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = Files.createDirectory(temporary.resolve("nobodys"));
        Files.setAttribute(data, "unix:uid", NOBODY);
        assertFails(serve(Map.of()), "belongs to the user with id " + NOBODY);
    }

    private static void assumeRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become somebody else");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
    }

    private static List<String> command(Path app, Path userHome, String command) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + userHome,
                "-jar",
                app.resolve("quarkus-run.jar").toString(),
                command);
    }

    private Process serve(Map<String, String> environment) throws IOException {
        return start(command(APP, temporary.resolve("user"), "serve"), environment);
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectOutput(log().toFile())
                .redirectError(errors(started.size()).toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SILLOK_DATA_DIR", data.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(freePort()));
        // Settings of a PostgreSQL client in the environment must not reach the server.
        builder.environment().put("PGDATA", "/nowhere");
        builder.environment().put("PGPORT", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.push(process);
        return process;
    }

    private Path log() {
        return temporary.resolve("log-" + started.size() + ".txt");
    }

    /** What was printed and what was complained about, in this order. */
    private String lastLog() throws IOException {
        return Files.readString(temporary.resolve("log-" + (started.size() - 1) + ".txt"))
                + Files.readString(lastErrors());
    }

    private Path lastErrors() {
        return errors(started.size() - 1);
    }

    private Path errors(int number) {
        return temporary.resolve("errors-" + number + ".txt");
    }

    private void assertFails(Process process, String because) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lastLog().strip()).startsWith("sillok: ").contains(because).doesNotContain("\n");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private URI awaitReady(Process process) throws Exception {
        Path file = data.resolve("service.json");
        for (int i = 0; i < 1_200; i++) {
            assertThat(process.isAlive()).as(lastLog()).isTrue();
            if (Files.exists(file)) {
                var json = new ObjectMapper().readTree(Files.readString(file));
                URI address = URI.create(json.get("address").asText());
                if (json.get("pid").asLong() == process.pid()
                        && get(address.resolve("/q/health/ready")).statusCode() == 200) {
                    return address;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not ready: " + lastLog());
    }

    /** The server ends with its program, at the latest a moment later. */
    private void awaitNoServer() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Stream<Path> folders = Files.walk(temporary, 3)) {
                if (folders.noneMatch(path -> path.endsWith("postmaster.pid"))) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("a PostgreSQL server is left");
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return send(HttpRequest.newBuilder(address));
    }

    private static HttpResponse<String> get(URI address, String token) throws Exception {
        return send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
