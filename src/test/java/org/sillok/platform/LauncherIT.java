package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ./sillok} with next to no environment. The program is built already, so nothing is built here. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("sillok").toAbsolutePath();
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path temporary;

    private record Result(int exitCode, String output) {}

    @Test
    void worksThroughALinkFromAnyDirectoryWithoutLocale() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("실록 link"), LAUNCHER);
        Result result = run(Map.of("JAVA_HOME", JAVA_HOME), link.toString(), "version");
        Files.delete(link);
        assertThat(result.output()).startsWith("sillok ");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void passesExitCodesAndExplainsWrongUsage() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME)).exitCode()).isEqualTo(2);
        assertThat(run(Map.of("JAVA_HOME", JAVA_HOME), LAUNCHER.toString(), "nonsense")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run(Map.of(), LAUNCHER.toString(), "help").output()).contains("serve", "verify", "token");
        Result result = run(
                Map.of(
                        "JAVA_HOME",
                        JAVA_HOME,
                        "SILLOK_DATA_DIR",
                        temporary.resolve("없음").toString()),
                LAUNCHER.toString(),
                "token",
                "--user",
                "usr_x");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("sillok: No service runs over")
                .contains("없음")
                .hasLineCount(1);
    }

    @Test
    void saysWhatIsWrongWithJava() throws Exception {
        Result missing = run(Map.of("JAVA_HOME", "/nowhere"), LAUNCHER.toString(), "version");
        assertThat(missing.output()).contains("JAVA_HOME is /nowhere").hasLineCount(1);
        assertThat(missing.exitCode()).isEqualTo(1);

        Path bin = Files.createDirectories(temporary.resolve("old").resolve("bin"));
        Path java =
                Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Result old = run(Map.of("JAVA_HOME", temporary.resolve("old").toString()), LAUNCHER.toString(), "version");
        assertThat(old.output()).contains("is Java 11").contains("17 or newer").hasLineCount(1);
        assertThat(old.exitCode()).isEqualTo(1);
    }

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        if (words.isEmpty()) {
            words.add(LAUNCHER.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
