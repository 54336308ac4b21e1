package org.sillok.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.DataDirectoryLock;
import org.sillok.platform.StartFailure;

class EmbeddedPostgresTest {
    @TempDir
    Path temporary;

    private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void survivesARestartAndKeepsSecretsPrivate() throws Exception {
        DataDirectory data = aDataDirectory("데이터 with spaces");
        try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data, held)) {
                execute(server, "create table t as select 'kept' as v");
                assertThat(query(server, "show fsync")).isEqualTo("on");
                assertThat(query(server, "show unix_socket_directories")).isEmpty();
            }
            assertThat(LeftoverServer.postmaster(data.resolve("postgres"))).isEqualTo(OptionalLong.empty());
            try (EmbeddedPostgres server = EmbeddedPostgres.start(data, held)) {
                assertThat(query(server, "select v from t")).isEqualTo("kept");
            }
        }
        try (var secrets = Files.list(data.resolve("secrets"))) {
            assertThat(secrets.toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theApplicationRoleOwnsNothingAndMayCreateNothing() throws Exception {
        EmbeddedPostgres server = aServer(aDataDirectory("data"));
        assertThat(query(
                        server,
                        "select string_agg(rolname, ',' order by rolname) from pg_roles where rolname like 'sillok%'"
                                + " and not rolsuper and not rolbypassrls and not rolcreatedb and not rolcreaterole"))
                .isEqualTo("sillok_app,sillok_eraser,sillok_owner");
        assertThatThrownBy(() -> {
                    try (Connection connection = connect(server, server.application());
                            Statement statement = connection.createStatement()) {
                        statement.execute("create schema mine");
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        connect(server, new DatabaseLogin(server.application().user(), "wrong")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void isNotReachableThroughAnotherAddressOfThisHost() throws Exception {
        EmbeddedPostgres server = aServer(aDataDirectory("data"));
        int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
        for (InetAddress address : otherAddresses()) {
            assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port), 2_000);
                        }
                    })
                    .as(address.toString())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSecondStartOnTheSameDirectoryIsRefusedInOneLine() {
        DataDirectory data = aDataDirectory("data");
        open.push(DataDirectoryLock.acquire(data));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("SILLOK_DATA_DIR")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void holdsItsDirectoryWhenNobodyRefersToTheLockAnyMore() throws Exception {
        DataDirectory data = aDataDirectory("data");
        open.push(EmbeddedPostgres.start(data, DataDirectoryLock.acquire(data)));
        collectGarbage();
        Process other = startInAnotherJvm(data);
        assertThat(other.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary.resolve("jvm.log")).content().contains("Another Sillok");
        assertThat(other.exitValue()).isNotZero();
    }

    private static void collectGarbage() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            WeakReference<Object> forgotten = new WeakReference<>(new Object());
            while (forgotten.get() != null) {
                System.gc();
                // Files of what was collected are closed by another thread.
                Thread.sleep(200);
            }
        }
    }

    @Test
    void stopsWhenItsJvmIsKilledAndStartsAgain() throws Exception {
        DataDirectory data = aDataDirectory("data");
        Process jvm = startInAnotherJvm(data);
        long postmaster = awaitPostmaster(data);
        assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("process " + jvm.pid());
        jvm.destroyForcibly().waitFor();
        assertThat(gone(postmaster, Duration.ofSeconds(30))).isTrue();
        assertThat(query(aServer(data), "select 1")).isEqualTo("1");
    }

    @Test
    void stopsAnOrphanThatLostItsSupervisor() throws Exception {
        DataDirectory data = aDataDirectory("data");
        Process jvm = startInAnotherJvm(data);
        long postmaster = awaitPostmaster(data);
        // Without the supervising shell and its watcher nobody stops the server when the JVM goes.
        ProcessHandle supervisor =
                ProcessHandle.of(postmaster).orElseThrow().parent().orElseThrow();
        List<ProcessHandle> shells = Stream.concat(Stream.of(supervisor), supervisor.children())
                .filter(process -> process.pid() != postmaster)
                .toList();
        // All are stopped before any is killed: each would still end the server when it notices that another has gone.
        for (ProcessHandle shell : shells) {
            assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + shell.pid())
                            .start()
                            .waitFor())
                    .isZero();
        }
        shells.forEach(ProcessHandle::destroyForcibly);
        jvm.destroyForcibly().waitFor();
        assertThat(gone(postmaster, Duration.ofSeconds(2))).isFalse();
        assertThat(query(aServer(data), "select 1")).isEqualTo("1");
        assertThat(gone(postmaster, Duration.ZERO)).isTrue();
    }

    @Test
    void aKilledServerRecoversWhatWasCommitted() throws Exception {
        DataDirectory data = aDataDirectory("data");
        try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
            EmbeddedPostgres first = EmbeddedPostgres.start(data, held);
            open.push(first);
            execute(first, "create table t as select 'committed' as v");
            long postmaster =
                    LeftoverServer.postmaster(data.resolve("postgres")).orElseThrow();
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            assertThat(gone(postmaster, Duration.ofSeconds(10))).isTrue();
            try (EmbeddedPostgres second = EmbeddedPostgres.start(data, held)) {
                assertThat(query(second, "select v from t")).isEqualTo("committed");
            }
        }
    }

    @Test
    void aStaleProcessIdOfAnUnrelatedProgramDoesNotStopTheStart() throws Exception {
        DataDirectory data = aDataDirectory("data");
        try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
            EmbeddedPostgres.start(data, held).close();
            Path state = data.resolve("postgres").resolve("postmaster.pid");
            for (String stale : List.of(Long.toString(ProcessHandle.current().pid()), "4194304", "", "nonsense")) {
                Files.writeString(state, stale + "\n");
                try (EmbeddedPostgres server = EmbeddedPostgres.start(data, held)) {
                    assertThat(query(server, "select 1")).as(stale).isEqualTo("1");
                }
            }
        }
    }

    @Test
    void anInterruptedInitialisationIsDoneAgain() throws Exception {
        DataDirectory data = aDataDirectory("data");
        Files.createDirectories(data.resolve("postgres.new").resolve("base"));
        Files.writeString(data.resolve("postgres.new").resolve("PG_VERSION"), "18\n");
        Files.createDirectories(
                data.resolve("postgres-bin").resolve("unpacking").resolve("bin"));
        assertThat(query(aServer(data), "select 1")).isEqualTo("1");
        assertThat(data.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void aMissingPasswordOrAForeignVersionIsOneClearLine() throws Exception {
        DataDirectory data = aDataDirectory("data");
        try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
            EmbeddedPostgres.start(data, held).close();
            Path password = data.resolve("secrets").resolve("database-sillok_app.password");
            String text = Files.readString(password);
            Files.delete(password);
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, held))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("backup");
            Files.writeString(password, text);
            Files.writeString(data.resolve("postgres").resolve("PG_VERSION"), "12\n");
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, held))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("PostgreSQL 12");
        }
    }

    @Test
    void ignoresTheSettingsOfAPostgresClientInTheEnvironment() {
        ProcessBuilder builder = new ProcessBuilder("true");
        builder.environment().putAll(Map.of("PGDATA", "/nowhere", "LD_PRELOAD", "x", "PGPORT", "1"));
        assertThat(Command.cleanEnvironment(builder).environment()).containsOnlyKeys("PATH", "LC_ALL");
    }

    private DataDirectory aDataDirectory(String name) {
        return new DataDirectory(temporary.resolve(name)).prepare();
    }

    private EmbeddedPostgres aServer(DataDirectory data) {
        DataDirectoryLock held = DataDirectoryLock.acquire(data);
        open.push(held);
        EmbeddedPostgres server = EmbeddedPostgres.start(data, held);
        open.push(server);
        return server;
    }

    /** Runs a server for ever. */
    static final class Forever {
        public static void main(String[] arguments) throws Exception {
            DataDirectory data = new DataDirectory(Path.of(arguments[0])).prepare();
            EmbeddedPostgres.start(data, DataDirectoryLock.acquire(data));
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    private Process startInAnotherJvm(DataDirectory data) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forever.class.getName(),
                        data.root().toString())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("jvm.log").toFile())
                .start();
        open.push(jvm::destroyForcibly);
        return jvm;
    }

    private static long awaitPostmaster(DataDirectory data) throws Exception {
        Path state = data.resolve("postgres").resolve("postmaster.pid");
        for (int i = 0; i < 1_200; i++) {
            if (Files.exists(state) && Files.readString(state).contains("ready")) {
                return LeftoverServer.postmaster(data.resolve("postgres")).orElseThrow();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the other JVM started no server");
    }

    private static boolean gone(long process, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (works(process)) {
            if (System.nanoTime() >= end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    /** A dead process whose parent never asked for its exit code keeps its number, but no folder. */
    private static boolean works(long process) {
        return Files.exists(Path.of("/proc", Long.toString(process), "cwd"));
    }

    private static List<InetAddress> otherAddresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static Connection connect(EmbeddedPostgres server, DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), login.user(), login.password());
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, server.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server, server.superuser());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return Objects.requireNonNull(rows.getString(1));
        }
    }
}
