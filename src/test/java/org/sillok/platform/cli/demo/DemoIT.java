package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program tells the whole story with a service of its own, twice in a row, and leaves nothing running. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DemoIT {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @TempDir
    Path directory;

    private record Told(int status, String text) {}

    @Test
    void worksTwiceInARowAndLeavesNothingRunning() throws Exception {
        Told first = tell("--lang", "en");
        assertThat(first.text()).contains("checks held.").doesNotContain("✗", "\u001b");
        assertThat(first.status()).isZero();
        assertThat(first.text().lines().count()).isLessThanOrEqualTo(130);
        assertThat(first.text())
                .contains(
                        "in force",
                        "the source is asked first",
                        "NOT_PERMITTED",
                        "openssl cms -decrypt",
                        "WITHHELD_LISTED")
                .contains("MANIFEST_DIGEST");
        assertThat(bundle(1)).isNotEmptyFile();
        assertThat(nothingIsLeft()).isTrue();

        Told second = tell("--lang", "ko");
        assertThat(second.text()).contains("모두 맞았습니다").doesNotContain("✗");
        assertThat(second.status()).isZero();
        assertThat(bundle(1)).isNotEmptyFile();
        assertThat(bundle(2)).isNotEmptyFile();
        assertThat(nothingIsLeft()).isTrue();
    }

    /** The archive of that run, kept for whoever wants to look at it. */
    private Path bundle(int run) {
        return directory.resolve("data/sharing/bundle-" + run + "/bundle.zip");
    }

    @Test
    void aServiceThatCannotStartEndsTheDemoWithOneSentence() throws Exception {
        Files.writeString(directory.resolve("data"), "a file where the directory should be");

        Told told = tell();

        assertThat(told.status()).isEqualTo(1);
        assertThat(told.text()).contains("✗").doesNotContain("Exception");
    }

    private Told tell(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString(), "demo"));
        command.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        command.addAll(List.of(options));
        File output = directory.resolve("output").toFile();
        Process demo = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            return new Told(demo.waitFor(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
        } finally {
            demo.destroyForcibly();
        }
    }

    /** No process names this test's directory, neither the service nor its PostgreSQL; a busy machine takes a while to end them. */
    private boolean nothingIsLeft() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            if (ProcessHandle.allProcesses()
                    .filter(p -> !p.equals(ProcessHandle.current()))
                    .noneMatch(p -> p.info().commandLine().orElse("").contains(directory.toString()))) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }
}
