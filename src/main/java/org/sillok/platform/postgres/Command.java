package org.sillok.platform.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a short-lived program in a clean environment: no {@code PG*}, no {@code LD_*}, no locale surprises. */
final class Command {
    /** How a program ended, and what it printed on both outputs. */
    record Result(int exitCode, String output) {
        String lastLine() {
            List<String> lines = output.strip().lines().toList();
            return lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1);
        }
    }

    private Command() {}

    /** Feeds {@code input} to the program and waits for its end. Interrupting the thread kills the program. */
    static Result run(Path folder, List<String> command, String input) throws IOException {
        Process process = cleanEnvironment(new ProcessBuilder(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading everything: its exit code tells why.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    static ProcessBuilder cleanEnvironment(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", (path.isEmpty() ? "" : path + ":") + "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        return builder;
    }
}
