package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the stand-alone verifier as a separate program: it shares neither memory nor network with the service, only the
 * receipt, the files and the log's published key.
 */
record Verification(List<String> verifier) {
    Verification {
        verifier = List.copyOf(verifier);
    }

    /** The verdict is the exit status (0 means verified); {@code output} is what the verifier said. */
    record Verdict(int status, List<String> output) {
        Verdict {
            output = List.copyOf(output);
        }

        boolean verified() {
            return status == 0;
        }

        /** The verdict's first word and the sentence that says most: the first finding, else the line after it. */
        String summary() {
            List<String> lines =
                    output.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
            if (lines.isEmpty()) {
                return "";
            }
            String verdict = lines.get(0).split(" {2,}", 2)[0];
            return lines.stream()
                    .filter(l -> l.startsWith("✗"))
                    .findFirst()
                    .or(() -> lines.stream().skip(1).findFirst())
                    .map(l -> verdict + ": "
                            + l.substring(l.startsWith("✗") ? 1 : 0).strip())
                    .orElse(verdict);
        }
    }

    static Verification withJar(Path jar) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Verification(List.of(java.toString(), "-jar", jar.toString()));
    }

    static List<String> arguments(Path receipt, Path trust, List<Path> files) {
        List<String> arguments = new ArrayList<>(List.of("--trust", trust.toString(), receipt.toString()));
        files.forEach(f -> arguments.add(f.toString()));
        return arguments;
    }

    Verdict verify(Path receipt, Path trust, List<Path> files) throws DemoFailure {
        List<String> command = new ArrayList<>(verifier);
        command.addAll(arguments(receipt, trust, files));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new DemoFailure("The verifier cannot be started: " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new DemoFailure("The verifier does not end");
            }
            return new Verdict(
                    process.exitValue(),
                    new String(output, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new DemoFailure("The verifier's answer cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
