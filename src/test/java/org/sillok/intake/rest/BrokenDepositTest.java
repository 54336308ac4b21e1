package org.sillok.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Incidents;
import org.sillok.web.BrokenLineException;

/** With poor lines a deposit that breaks off is an everyday thing: it is no incident. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@Timeout(120)
class BrokenDepositTest {
    @Inject
    TestParties parties;

    @TestHTTPResource("/")
    URI service;

    private static final class Records extends Handler {
        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aLineThatBreaksIsToldFromOtherFaults() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        DepositBody body = new DepositBody(broken, 10, List.of());
        assertThat(catchThrowable(body::read)).isInstanceOf(BrokenLineException.class);
    }

    @Test
    void aDepositThatBreaksOffLeavesNoIncident() throws Exception {
        Records records = new Records();
        Logger logger = Logger.getLogger(Incidents.class.getName());
        Logger lines = Logger.getLogger(BrokenLineException.class.getPackageName() + ".LineFaults");
        logger.addHandler(records);
        Records broken = new Records();
        lines.setLevel(Level.FINE);
        lines.addHandler(broken);
        try {
            breakOff(parties.newPartyWith(Role.CONTRIBUTOR).token());
            while (broken.messages.isEmpty() && records.messages.isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(records.messages).isEmpty();
        } finally {
            logger.removeHandler(records);
            lines.removeHandler(broken);
        }
    }

    private void breakOff(String token) throws IOException {
        String head =
                "POST /api/v1/items HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: multipart/form-data; boundary=XyZ\r\nContent-Length: 50000000\r\nExpect: 100-continue\r\n\r\n";
        String part =
                "--XyZ\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"title\":{\"en\":\"T\"},\"kind\":\"DATASET\",\"languages\":[\"und\"]}\r\n--XyZ\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n";
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // Somebody reads the body from here on.
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[300_000]);
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0);
        }
    }
}
