package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that ends with this one, whatever happens to it. A small shell holds the read end of a pipe from this
 * process: when the pipe closes (normal end, Ctrl-C, even {@code kill -9}) it asks the child to stop. A terminal's
 * Ctrl-C goes to all processes of the group at once, so the shell and the child ignore it and wait for the pipe.
 */
final class ServiceProcess implements AutoCloseable {
    private static final String SUPERVISOR = """
            trap '' INT
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { cat <&3 >/dev/null; kill -TERM "$child" 2>/dev/null; } &
            exec 3<&-
            wait "$child"
            """;
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Process shell;
    private final Path log;

    private ServiceProcess(Process shell, Path log) {
        this.shell = shell;
        this.log = log;
    }

    /** Starts {@code command} with {@code environment} in full (nothing is inherited); its output goes to {@code log}. */
    static ServiceProcess start(List<String> command, Map<String, String> environment, Path log) throws DemoFailure {
        ProcessBuilder builder = new ProcessBuilder(command(command));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        try {
            return new ServiceProcess(builder.start(), log);
        } catch (IOException e) {
            throw new DemoFailure("The service cannot be started: " + e.getMessage(), e);
        }
    }

    static List<String> command(List<String> child) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISOR, "sillok-demo"));
        line.addAll(child);
        return line;
    }

    boolean alive() {
        return shell.isAlive();
    }

    /** The sentence with which the service gave up, or else the last lines that it printed. */
    String lastWords(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> sentences =
                    all.stream().filter(l -> l.startsWith("sillok: ")).toList();
            if (!sentences.isEmpty()) {
                return String.join("\n", sentences);
            }
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks the service to stop and waits; after the time of grace it and everything under it is killed. Repeatable. */
    @Override
    public synchronized void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The shell is gone already: that is what closing the pipe is for.
        }
        List<ProcessHandle> tree = shell.descendants().toList();
        try {
            if (shell.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
