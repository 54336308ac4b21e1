package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultipartBodyTest {
    private static final String BOUNDARY = "0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void sendsPartsInOrderWithRawUtf8FileNames() throws Exception {
        Path file = Files.write(directory.resolve("a"), new byte[] {0, (byte) 0xff, '\r', '\n'});
        MultipartBody body = new MultipartBody(BOUNDARY)
                .json("metadata", "{\"가\":1}".getBytes(StandardCharsets.UTF_8))
                .file("file", "진술서 ① 100% 🎙️ إفادة.txt", "text/plain; charset=utf-8", file);

        String expected = """
                --0123456789abcdef
                Content-Disposition: form-data; name="metadata"
                Content-Type: application/json

                {"가":1}
                --0123456789abcdef
                Content-Disposition: form-data; name="file"; filename="진술서 ① 100% 🎙️ إفادة.txt"
                Content-Type: text/plain; charset=utf-8

                @
                --0123456789abcdef--
                """.replace("\n", "\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] halves = expected.split("@");
        bytes.write(halves[0].getBytes(StandardCharsets.UTF_8));
        bytes.write(Files.readAllBytes(file));
        bytes.write(halves[1].getBytes(StandardCharsets.UTF_8));

        assertThat(sent(body).body()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void announcesTheExactLength() throws Exception {
        byte[] content = new byte[300_000];
        new Random(5).nextBytes(content);
        MultipartBody body = new MultipartBody(BOUNDARY)
                .file("file", "a", "application/octet-stream", Files.write(directory.resolve("a"), content));

        Sent sent = sent(body);

        assertThat(sent.headers().get("Content-length")).isEqualTo(Long.toString(body.length()));
        assertThat(sent.body()).hasSize((int) body.length());
        assertThat(sent.headers().get("Content-type")).isEqualTo("multipart/form-data; boundary=" + BOUNDARY);
        assertThat(sent.counted()).isEqualTo(body.length());
    }

    @Test
    void sendsAnEmptyFileAsAnEmptyPart() throws Exception {
        MultipartBody body = new MultipartBody(BOUNDARY)
                .file("file", "empty", "video/mp4", Files.createFile(directory.resolve("empty")));

        assertThat(new String(sent(body).body(), StandardCharsets.UTF_8))
                .isEqualTo("--0123456789abcdef\r\nContent-Disposition: form-data; name=\"file\"; filename=\"empty\"\r\n"
                        + "Content-Type: video/mp4\r\n\r\n\r\n--0123456789abcdef--\r\n");
    }

    @Test
    void quotesAndLineBreaksInANameCannotBreakOutOfTheHeader() throws Exception {
        Path file = Files.createFile(directory.resolve("a"));
        MultipartBody body = new MultipartBody(BOUNDARY).file("file", "a\"; x=\"\r\nEvil: 1", "text/plain", file);

        assertThat(new String(sent(body).body(), StandardCharsets.UTF_8))
                .contains("filename=\"a%22; x=%22%0D%0AEvil: 1\"\r\n")
                .doesNotContain("\r\nEvil");
    }

    @Test
    void refusesABoundaryThatCouldOccurInContent() {
        assertThatThrownBy(() -> new MultipartBody("short")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MultipartBody("0123456789abcdef\r\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Sent(byte[] body, Map<String, String> headers, long counted) {}

    private static Sent sent(MultipartBody body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, byte[]> received = new ConcurrentHashMap<>();
        Map<String, String> headers = new ConcurrentHashMap<>();
        server.createContext("/", exchange -> {
            received.put("body", exchange.getRequestBody().readAllBytes());
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            AtomicLong counted = new AtomicLong();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", body.contentType())
                    .POST(body.publisher(counted::addAndGet))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
            return new Sent(received.getOrDefault("body", new byte[0]), headers, counted.get());
        } finally {
            server.stop(0);
        }
    }
}
