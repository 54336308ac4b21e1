package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceProcessTest {
    private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    Path directory;

    @Test
    void closingAsksTheChildToStopAndWaitsForIt() throws Exception {
        Path stopped = directory.resolve("stopped");
        ServiceProcess process = start("trap 'echo yes > " + stopped + "; exit 0' TERM; echo $$ > " + pidFile()
                + "; while :; do sleep 0.05; done");
        ProcessHandle child = process(pidFile());

        process.close();

        assertThat(stopped).hasContent("yes");
        assertThat(child.isAlive()).isFalse();
        assertThat(process.alive()).isFalse();
        process.close();
    }

    @Test
    void theChildEndsWhenTheParentIsKilled() throws Exception {
        // A shell stands for the demo: it holds the pipe, and it is killed without a chance to clean up.
        Path holderFile = directory.resolve("holder");
        List<String> child = List.of("/bin/sh", "-c", "echo $$ > " + pidFile() + "; exec sleep 600");
        String supervisor = ServiceProcess.command(child).stream()
                .map(a -> "'" + a.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        String holder = "sh -c 'echo $$ > " + holderFile + "; exec sleep 600'";
        Process pipeline = new ProcessBuilder("/bin/sh", "-c", holder + " | " + supervisor).start();
        ProcessHandle started = process(pidFile());

        process(holderFile).destroyForcibly();

        started.onExit().get();
        pipeline.waitFor();
        assertThat(pipeline.descendants()).isEmpty();
    }

    @Test
    void aChildThatEndsByItselfIsSeenAndItsLastWordsAreKept() throws Exception {
        ServiceProcess process = start("echo one; echo two; echo three >&2; exit 1");
        awaitEnd(process);

        assertThat(process.lastWords(2)).isEqualTo("two\nthree");
    }

    @Test
    void theSentenceWithWhichTheServiceGaveUpIsFoundAmongItsLogLines() throws Exception {
        ServiceProcess process = start("echo '{log line}'; echo 'sillok: the port is taken'; echo '{another}'");
        awaitEnd(process);

        assertThat(process.lastWords(2)).isEqualTo("sillok: the port is taken");
    }

    @Test
    void aServiceThatDoesNotStartIsExplained() {
        List<String> command = List.of("/bin/sh", "-c", "echo 'data directory is in use'; exit 1");

        assertThatThrownBy(() -> Service.start(command, directory, Service.freePort(), PATH, () -> {}))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("data directory is in use");
    }

    @Test
    void theChildNeverInheritsTheWayToAnotherRepository() {
        Map<String, String> environment = Service.environment(
                Map.of(
                        "SILLOK_DATABASE_URL", "jdbc:postgresql://elsewhere/real",
                        "QUARKUS_HTTP_PORT", "8080",
                        "HOME", "/home/nobody"),
                Path.of("demo-data"),
                4711);

        assertThat(environment)
                .containsEntry("HOME", "/home/nobody")
                .containsEntry("SILLOK_DATA_DIR", "demo-data")
                .containsEntry("QUARKUS_HTTP_PORT", "4711")
                .containsEntry("LC_ALL", "C.UTF-8")
                .doesNotContainKey("SILLOK_DATABASE_URL");
    }

    @Test
    void aDescriptionOfADeadServiceIsNotARunningService() throws Exception {
        assertThat(Service.runningOn(directory)).isEmpty();
        Files.writeString(directory.resolve("service.json"), "{\"address\":\"http://127.0.0.1:1\",\"pid\":999999999}");
        assertThat(Service.runningOn(directory)).isEmpty();
    }

    private static void awaitEnd(ServiceProcess process) throws Exception {
        for (int i = 0; process.alive() && i < 500; i++) {
            Thread.sleep(20);
        }
        assertThat(process.alive()).isFalse();
        process.close();
    }

    private ServiceProcess start(String script) throws Exception {
        return ServiceProcess.start(List.of("/bin/sh", "-c", script), PATH, directory.resolve("log"));
    }

    private Path pidFile() {
        return directory.resolve("pid");
    }

    private static ProcessHandle process(Path pidFile) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (Files.exists(pidFile) && Files.size(pidFile) > 0) {
                return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                        .orElseThrow();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the child did not start");
    }
}
