package org.sillok.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.kernel.Bytes;
import org.sillok.net.NoAnswerException.Reason;

/** Receivers that answer badly, slowly or under another name: every exchange ends, and says how. */
class DirectPostTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final char[] PASSWORD = "test-password".toCharArray();

    @TempDir
    Path folder;

    private interface Behaviour {
        void on(Socket line) throws IOException, InterruptedException;
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 204 No Content|||, 204",
        "HTTP/1.0 500 Broken|||, 500",
        "HTTP/1.1 302 Found|Location: http://127.0.0.1:1/|||, 302",
        "HTTP/1.1 100 Continue|||HTTP/1.1 200 OK|||, 200",
        "HTTP/1.1 103 Early Hints|Link: x|||HTTP/1.1 410 |||, 410"
    })
    void theStatusIsReadAndNothingElse(String answer, int status) throws Exception {
        try (ServerSocket server =
                server(line -> write(line, answer.replace("|||", "\r\n\r\n").replace("|", "\r\n")))) {
            assertThat(send(plain(server), LONG)).isEqualTo(status);
        }
    }

    @Test
    void whatIsSentIsOneRequestOverOneConnection() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (ServerSocket server = server(line -> {
            byte[] buffer = new byte[2000];
            int length = 0;
            InputStream in = line.getInputStream();
            while (!new String(buffer, 0, length, StandardCharsets.US_ASCII).endsWith("{}")) {
                length += in.read(buffer, length, buffer.length - length);
            }
            seen.complete(new String(buffer, 0, length, StandardCharsets.US_ASCII));
            write(line, "HTTP/1.1 200 OK\r\n\r\n");
        })) {
            send(plain(server), LONG);
            assertThat(seen.get(10, TimeUnit.SECONDS))
                    .isEqualTo("POST /hook?a=b HTTP/1.1\r\nHost: hooks.example:81\r\nX-Test: 1\r\nContent-Length: 2\r\n"
                            + "Connection: close\r\n\r\n{}");
        }
    }

    @Test
    void anAnswerThatIsNoneIsTold() throws Exception {
        assertThat(refused(line -> write(line, "SSH-2.0-OpenSSH\r\n"), LONG)).isEqualTo(Reason.MALFORMED);
        assertThat(refused(line -> write(line, "HTTP/1.1 " + "9".repeat(20_000)), LONG))
                .isEqualTo(Reason.MALFORMED);
        assertThat(refused(line -> {}, LONG)).isEqualTo(Reason.UNREACHABLE);
        assertThat(refused(line -> write(line, "HTTP/1.1 20"), LONG)).isEqualTo(Reason.UNREACHABLE);
        assertThat(refused(line -> Thread.sleep(20_000), SHORT)).isEqualTo(Reason.TIMED_OUT);
        assertThat(refused(
                        line -> {
                            for (int i = 0; i < 200; i++) {
                                write(line, "H");
                                Thread.sleep(100);
                            }
                        },
                        SHORT))
                .as("one byte now and then")
                .isEqualTo(Reason.TIMED_OUT);
    }

    @Test
    void aCertificateMustBeTrustedAndForTheName() throws Exception {
        KeyStore keys = keys();
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, PASSWORD);
        SSLContext ours = SSLContext.getInstance("TLS");
        ours.init(manager.getKeyManagers(), null, null);
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        roots.setCertificateEntry("ca", keys.getCertificate("hooks"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ours));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(202, -1);
            }
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            DirectPost post = new DirectPost(trusting);
            // The name does not exist: nobody resolved it.
            assertThat(post.send(secure("hooks.example", port), Map.of(), Bytes.utf8("{}"), LONG))
                    .isEqualTo(202);
            assertThat(reason(post, secure("other.example", port))).isEqualTo(Reason.NOT_SECURE);
            assertThat(reason(new DirectPost(SSLContext.getDefault()), secure("hooks.example", port)))
                    .isEqualTo(Reason.NOT_SECURE);
        } finally {
            server.stop(0);
        }
    }

    private static Reason reason(DirectPost post, DirectPost.Target target) {
        return catchThrowableOfType(NoAnswerException.class, () -> post.send(target, Map.of(), Bytes.utf8("{}"), LONG))
                .reason();
    }

    private static DirectPost.Target secure(String host, int port) {
        return new DirectPost.Target(
                InetAddress.getLoopbackAddress(), port, true, host, true, host + ":" + port, "/hook");
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks",
                        "-ext",
                        "san=dns:hooks.example",
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static Reason refused(Behaviour behaviour, Duration wait) throws Exception {
        try (ServerSocket server = server(behaviour)) {
            return catchThrowableOfType(NoAnswerException.class, () -> send(plain(server), wait))
                    .reason();
        }
    }

    private static int send(DirectPost.Target target, Duration wait) throws Exception {
        return new DirectPost(SSLContext.getDefault()).send(target, Map.of("X-Test", "1"), Bytes.utf8("{}"), wait);
    }

    private static DirectPost.Target plain(ServerSocket server) {
        return new DirectPost.Target(
                server.getInetAddress(),
                server.getLocalPort(),
                false,
                "hooks.example",
                true,
                "hooks.example:81",
                "/hook?a=b");
    }

    private static ServerSocket server(Behaviour behaviour) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket line = server.accept()) {
                behaviour.on(line);
                line.shutdownOutput();
                // What was sent is taken before the end, which would reset the connection otherwise.
                line.getInputStream().readAllBytes();
            } catch (IOException | InterruptedException e) {
                // The client has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void write(Socket line, String text) throws IOException {
        line.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
    }
}
