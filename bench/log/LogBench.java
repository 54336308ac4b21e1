package org.sillok.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures the log: {@code sequencing}, {@code latency}, {@code tree [LEAVES]}, or all of them. */
public final class LogBench {
    private LogBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        List<String> parts = List.of(arguments).subList(1, arguments.length);
        long leaves = parts.stream().filter(part -> part.matches("[0-9]+")).mapToLong(Long::parseLong).findFirst().orElse(10_000_000);
        boolean all = parts.stream().allMatch(part -> part.matches("[0-9]+"));
        if (all || parts.contains("sequencing") || parts.contains("latency")) {
            try (BenchDatabase database = new BenchDatabase(folder.resolve("data"))) {
                if (all || parts.contains("latency")) {
                    LatencyBench.run(database, folder);
                }
                if (all || parts.contains("sequencing")) {
                    new SequencingBench(database, folder).run();
                }
            }
        }
        if (all || parts.contains("tree")) {
            new TreeBench(folder, leaves).run();
        }
        System.exit(0);
    }
}
