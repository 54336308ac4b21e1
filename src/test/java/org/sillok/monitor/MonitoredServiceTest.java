package org.sillok.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
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
import picocli.CommandLine;

/** The monitor against the service itself: it sees the log grow and has nothing to complain about. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class MonitoredServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TransparencyLog log;

    @TestHTTPResource("/")
    URL service;

    @TempDir
    Path folder;

    @Test
    void aGrowingLogIsFollowedUnderItsPolicyWithoutAlarm() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy"), log.policy().text());
        for (String code : new String[] {"FIRST_HEAD", "HEAD_ADVANCED", "HEAD_ADVANCED"}) {
            grow();
            StringWriter out = new StringWriter();
            int exit = new CommandLine(new MonitorCommand())
                    .setOut(new PrintWriter(out))
                    .execute(
                            "--once",
                            "--json",
                            "--state",
                            folder.resolve("state.json").toString(),
                            "--policy",
                            policy.toString(),
                            service.toString());
            assertThat(out.toString()).contains("\"code\":\"" + code + "\"");
            assertThat(exit).isZero();
        }
    }

    private void grow() {
        Digest leafHash = QuarkusTransaction.requiringNew()
                .call(() -> log.append(new LogEntry(Bytes.utf8("leaf " + System.nanoTime()), Bytes.utf8("record"))));
        long index = log.awaitIndex(leafHash, PATIENCE).orElseThrow();
        assertThat(log.awaitPublished(index, PATIENCE)).isPresent();
    }
}
