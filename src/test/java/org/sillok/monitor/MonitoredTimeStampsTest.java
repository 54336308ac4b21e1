package org.sillok.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogEntry;
import org.sillok.log.TransparencyLog;
import org.sillok.platform.PostgresTestResource;
import org.sillok.time.StampingProfile;
import picocli.CommandLine;

/** The monitor against a service that stamps: it reads the list of time-stamps as the service writes it. */
@QuarkusTest
@TestProfile(StampingProfile.class)
@WithTestResource(PostgresTestResource.class)
class MonitoredTimeStampsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TransparencyLog log;

    @TestHTTPResource("/")
    URL service;

    @TempDir
    Path folder;

    @Test
    void aStampedHeadIsSeenAsStampedAndWithoutAlarm() throws Exception {
        Digest leafHash = QuarkusTransaction.requiringNew()
                .call(() -> log.append(new LogEntry(Bytes.utf8("leaf " + System.nanoTime()), Bytes.utf8("record"))));
        long index = log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        assertThat(log.awaitPublished(index, PATIENCE)).isPresent();
        Path policy = Files.writeString(folder.resolve("policy"), log.policy().text());

        String said = look(policy);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!said.contains("\"code\":\"TIME_STAMPED\"") && System.nanoTime() - end < 0) {
            Thread.sleep(200);
            said = look(policy);
        }
        assertThat(said).contains("\"code\":\"TIME_STAMPED\"");
    }

    private String look(Path policy) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new MonitorCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--once",
                        "--json",
                        "--time-stamps-within",
                        "PT1M",
                        "--state",
                        folder.resolve("state.json").toString(),
                        "--policy",
                        policy.toString(),
                        service.toString());
        assertThat(exit).as(out.toString()).isZero();
        return out.toString();
    }
}
