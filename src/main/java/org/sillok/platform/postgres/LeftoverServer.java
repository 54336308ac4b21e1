package org.sillok.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.platform.StartFailure;

/**
 * What an earlier run may have left: a server still running over these files, or a {@code postmaster.pid} whose number now
 * belongs to some other program. The caller holds the lock of the data directory, so a running server is an orphan.
 */
final class LeftoverServer {
    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb");
    private static final Duration FAST = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE = Duration.ofSeconds(15);

    private LeftoverServer() {}

    /** Stops an orphan and removes a misleading process id file. */
    static void clear(Path cluster) throws IOException {
        List<Long> processes = processesIn(cluster);
        if (!processes.isEmpty()) {
            OptionalLong postmaster = postmaster(cluster);
            if (postmaster.isPresent() && processes.contains(postmaster.getAsLong())) {
                signal("INT", List.of(postmaster.getAsLong()));
                processes = await(cluster, FAST);
            }
            if (!processes.isEmpty()) {
                signal("QUIT", processes);
                processes = await(cluster, IMMEDIATE);
            }
            if (!processes.isEmpty()) {
                throw new StartFailure("A PostgreSQL server of an earlier run still uses " + cluster + " (process "
                        + processes.get(0) + ") and does not stop: end it and start again.");
            }
        }
        // PostgreSQL clears a stale file itself, except when an unrelated process now has that number.
        OptionalLong stale = postmaster(cluster);
        if (stale.isPresent() && ProcessHandle.of(stale.getAsLong()).isPresent()) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    static OptionalLong postmaster(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    Long.parseLong(Files.readAllLines(file).get(0).strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // A file that was cut short by a crash names nobody.
            Files.deleteIfExists(file);
            return OptionalLong.empty();
        }
    }

    /** Every process of a PostgreSQL server has its cluster as working directory. */
    private static List<Long> processesIn(Path cluster) throws IOException {
        List<Long> found = new ArrayList<>();
        Path real = Files.exists(cluster) ? cluster.toRealPath() : cluster;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.toList()) {
                String name = process.getFileName().toString();
                if (name.chars().allMatch(Character::isDigit) && isIn(process, real)) {
                    found.add(Long.parseLong(name));
                }
            }
        }
        return found;
    }

    private static boolean isIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder)
                    && PROGRAMS.contains(
                            Files.readString(process.resolve("comm")).strip());
        } catch (IOException e) {
            // Gone, or of another user: then it is no server over files that only this user may read.
            return false;
        }
    }

    private static List<Long> await(Path cluster, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        List<Long> processes = processesIn(cluster);
        while (!processes.isEmpty() && System.nanoTime() < end) {
            pause();
            processes = processesIn(cluster);
        }
        return processes;
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill \"$@\"", "kill", "-" + name));
        processes.forEach(process -> command.add(process.toString()));
        Command.run(Path.of("/"), command, "");
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
