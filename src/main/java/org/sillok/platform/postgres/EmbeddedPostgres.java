package org.sillok.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.DataDirectoryLock;
import org.sillok.platform.StartFailure;

/**
 * A running PostgreSQL server over {@code postgres/} in the data directory. It listens on 127.0.0.1 only, on a free port,
 * asks for passwords (SCRAM), syncs to disk, and stops when this JVM ends in any way: a small supervising shell holds the
 * other end of a pipe and stops the server when the pipe closes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    // $@ is the server's command line. Descriptor 3 is the pipe from the JVM; it carries nothing but its end.
    private static final String SUPERVISOR = """
            exec 3<&0 </dev/null
            trap '' HUP INT TERM
            "$@" 3<&- &
            server=$!
            { while read -r line <&3; do :; done
              while kill -INT "$server" 2>/dev/null; do sleep 1; done; } &
            watcher=$!
            exec 3<&-
            wait "$server"
            code=$?
            kill -KILL "$watcher" 2>/dev/null
            exit "$code"
            """;

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "password_encryption=scram-sha-256",
            "timezone=UTC",
            "log_timezone=UTC",
            "jit=off",
            // Its log must not repeat data: no statements, no parameters, no details with key values.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_statement=none",
            "log_checkpoints=off",
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgresql-%a.log",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on",
            // A file of the log that is done with is removed, not kept under a new name with what was in it.
            "wal_recycle=off");

    private static final Duration RECOVERY = Duration.ofMinutes(30);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    private final Process supervisor;
    private final int port;
    private final DatabaseLogin superuser;
    private final DatabaseLogin owner;
    private final DatabaseLogin application;
    private final DatabaseLogin eraser;
    private volatile boolean closing;

    private EmbeddedPostgres(Process supervisor, int port, PostgresCluster cluster) throws IOException {
        this.supervisor = supervisor;
        this.port = port;
        this.superuser = cluster.superuser();
        this.owner = cluster.owner();
        this.application = cluster.application();
        this.eraser = cluster.eraser();
    }

    /**
     * Starts the server and waits until it answers; on first use unpacks and initialises it.
     *
     * @param held the lock of {@code data}: the proof that no other process works on these files. It is held for as long as the
     *     server runs and nobody closes it, also if the caller forgets it
     * @throws StartFailure with one line for the operator
     */
    public static EmbeddedPostgres start(DataDirectory data, DataDirectoryLock held) {
        return start(data, held, List.of());
    }

    /** As {@link #start(DataDirectory, DataDirectoryLock)}, with more server settings of the form {@code name=value}. */
    public static EmbeddedPostgres start(DataDirectory data, DataDirectoryLock held, List<String> settings) {
        Objects.requireNonNull(held);
        try {
            Path home = PostgresBinaries.unpack(data);
            PostgresCluster cluster = new PostgresCluster(data, home, Unprivileged.detect());
            LeftoverServer.clear(data.resolve("postgres.new"));
            LeftoverServer.clear(cluster.folder());
            cluster.prepare();
            EmbeddedPostgres server = launch(data, cluster, settings);
            server.keepUntilTheEnd(held);
            try {
                EraserRole.prepare(server.jdbcUrl(), server.superuser(), server.eraser());
                return server;
            } catch (SQLException e) {
                server.close();
                throw new StartFailure("The database role that destroys keys cannot be prepared: " + e.getMessage(), e);
            }
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL cannot be started in " + data + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(PostgresCluster.DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The role that may do everything; only for tests and maintenance. */
    public DatabaseLogin superuser() {
        return superuser;
    }

    /** The role that owns the schema and runs the migrations. */
    public DatabaseLogin owner() {
        return owner;
    }

    /** The role the program works as. */
    public DatabaseLogin application() {
        return application;
    }

    /** The role that destroys keys. */
    public DatabaseLogin eraser() {
        return eraser;
    }

    /** Runs {@code action}, in some other thread, when the server ends although nobody closed this. */
    public void onUnexpectedEnd(Runnable action) {
        var unused = supervisor.onExit().thenRun(() -> {
            if (!closing) {
                action.run();
            }
        });
    }

    /** What nobody refers to is collected, and its file closed: another process would take this server for a leftover. */
    private void keepUntilTheEnd(DataDirectoryLock held) {
        var unused = supervisor.onExit().thenApply(ended -> held);
    }

    /** Stops the server: open transactions are rolled back, a last checkpoint is written. Repeated calls do nothing. */
    @Override
    public void close() {
        closing = true;
        try {
            supervisor.getOutputStream().close();
            if (!supervisor.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL is still stopping");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres launch(DataDirectory data, PostgresCluster cluster, List<String> settings)
            throws IOException {
        Path log = data.resolve("postgres-start.log");
        for (int attempt = 1; ; attempt++) {
            // Another program may take the port between this look and the server's bind; then try another one.
            int port = freePort();
            Process supervisor = Command.cleanEnvironment(new ProcessBuilder(serverCommand(cluster, port, settings)))
                    .directory(data.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (awaitReady(cluster.folder(), supervisor)) {
                return new EmbeddedPostgres(supervisor, port, cluster);
            }
            if (attempt == ATTEMPTS || !Files.readString(log).contains("could not bind")) {
                throw new StartFailure("PostgreSQL did not start: " + lastLine(log) + " (more in " + log + " and in "
                        + cluster.folder().resolve("log") + ").");
            }
        }
    }

    private static List<String> serverCommand(PostgresCluster cluster, int port, List<String> settings) {
        List<String> server = new ArrayList<>(
                List.of(cluster.program("postgres"), "-D", cluster.folder().toString(), "-p", Integer.toString(port)));
        for (List<String> some : List.of(SETTINGS, settings)) {
            some.forEach(setting -> server.addAll(List.of("-c", setting)));
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: Ctrl-C at the terminal reaches the program first, which then stops the server.
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", SUPERVISOR, "sillok-postgres"));
        command.addAll(cluster.unprivileged(server));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    /** True when the server answers; false when it ended. Recovery after a crash may take its time. */
    private static boolean awaitReady(Path cluster, Process supervisor) throws IOException {
        Path state = cluster.resolve("postmaster.pid");
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (supervisor.isAlive() && System.nanoTime() < end) {
            if (Files.exists(state) && ready(state, supervisor)) {
                return true;
            }
            LeftoverServer.pause();
        }
        supervisor.getOutputStream().close();
        return false;
    }

    /** Line 1 is the server's process, line 8 its state. A file left by an earlier run names some other process. */
    private static boolean ready(Path state, Process supervisor) {
        try {
            List<String> lines = Files.readAllLines(state);
            return lines.size() >= 8
                    && lines.get(7).startsWith("ready")
                    && supervisor
                            .descendants()
                            .anyMatch(process -> Long.toString(process.pid())
                                    .equals(lines.get(0).strip()));
        } catch (IOException e) {
            // The server is writing it; look again.
            return false;
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("ERROR"))
                .toList();
        return lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
    }
}
