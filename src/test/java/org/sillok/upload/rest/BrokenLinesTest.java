package org.sillok.upload.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;
import org.sillok.upload.TusClient.Answer;

/** Lines that break where they like, and clients that do not know of each other. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BrokenLinesTest {
    @Inject
    TestParties parties;

    @TestHTTPResource("/")
    URI service;

    private TestParties.Actor actor;
    private TusClient tus;

    @BeforeEach
    void aContributor() {
        actor = parties.newPartyWith(Role.CONTRIBUTOR);
        tus = new TusClient(service, actor);
    }

    @Test
    void anUploadSurvivesALineThatIsCutAtRandomPoints() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] file = new byte[3_000_000];
        random.nextBytes(file);
        String path = tus.create("Upload-Length", Integer.toString(file.length), "Repr-Digest", TusClient.digest(file))
                .path();
        int kept = 0;
        for (int cut = 0; cut < 12; cut++) {
            int at = (int) arrived(path, file).offset();
            int count = random.nextInt(Math.min(file.length - at, 400_000));
            try (Socket line = patching(path, at, file.length - at)) {
                line.getOutputStream().write(file, at, count);
                line.getOutputStream().flush();
                // What has arrived and was not read when the line breaks is lost: only a line that stays a while
                // carries anything.
                Thread.sleep(random.nextInt(400));
                // Without a farewell, or with one: both happen.
                line.setSoLinger(random.nextBoolean(), 0);
            }
            for (int look = 0; look < 50 && arrived(path, file).offset() == at; look++) {
                Thread.sleep(20);
            }
            long now = arrived(path, file).offset();
            assertThat(now).as("seed %d", seed).isBetween((long) at, (long) at + count);
            kept += now > at ? 1 : 0;
        }
        assertThat(kept).as("seed %d", seed).isPositive();
        int at = (int) arrived(path, file).offset();
        Answer last = tus.patch(path, at, Arrays.copyOfRange(file, at, file.length));
        assertThat(last.status()).as("seed %d", seed).isEqualTo(204);
        assertThat(arrived(path, file).offset()).isEqualTo(file.length);
    }

    @Test
    void ofTwoClientsThatRaceForOneUploadEachByteIsOfOneOfThem() throws Exception {
        long seed = System.nanoTime();
        byte[] one = new byte[1_000_000];
        byte[] other = new byte[1_000_000];
        new Random(seed).nextBytes(one);
        new Random(seed + 1).nextBytes(other);
        String path = tus.create("Upload-Length", "1000000").path();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (byte[] file : new byte[][] {one, other}) {
                clients.add(pool.submit(() -> {
                    Random random = new Random(seed + file[0]);
                    for (long at = 0; at < file.length; at = tus.head(path).offset()) {
                        int count = (int) Math.min(file.length - at, 1 + random.nextInt(60_000));
                        int status = tus.patch(path, at, Arrays.copyOfRange(file, (int) at, (int) at + count))
                                .status();
                        assertThat(status).isIn(204, 409);
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            pool.shutdownNow();
        }
        String content = actor.sends(
                        "{\"metadata\":{\"title\":{\"en\":\"t\"},\"kind\":\"LIST\"},\"files\":[{\"upload\":\""
                                + TusClient.id(path) + "\",\"fileName\":\"a\"}]}")
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("versions[0].files[0].content");
        byte[] whole =
                actor.request().accept("*/*").get(content).then().extract().asByteArray();
        assertThat(whole).hasSize(one.length);
        for (int i = 0; i < whole.length; i++) {
            assertThat(whole[i] == one[i] || whole[i] == other[i])
                    .as("seed %d at %d", seed, i)
                    .isTrue();
        }
    }

    @Test
    void noPlainByteIsOnTheDiskWhileBytesArrive() throws Exception {
        String marker = "plain words of a witness " + actor.party();
        byte[] file = (marker + " ").repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        String path = tus.create(
                        "Upload-Length",
                        Integer.toString(file.length),
                        "Upload-Metadata",
                        "filename " + TusClient.base64(marker))
                .path();
        tus.patch(path, 0, Arrays.copyOf(file, 300_000));
        try (Socket line = patching(path, 300_000, file.length - 300_000)) {
            OutputStream out = line.getOutputStream();
            out.write(file, 300_000, 500_000);
            out.flush();
            Thread.sleep(500);
            Path data = Path.of(ConfigProvider.getConfig().getValue("sillok.data-dir", String.class));
            assertThat(data).isDirectory();
            assertThat(filesWith(marker, data)).isEmpty();
            Path staging =
                    Path.of(ConfigProvider.getConfig().getValue("sillok.storage.staging-directory", String.class));
            assertThat(bytesIn(staging)).isGreaterThan(700_000);
            assertThat(filesWith(marker, staging)).isEmpty();
            assertThat(filesWith(marker, Path.of(System.getProperty("java.io.tmpdir"))))
                    .isEmpty();
        }
    }

    private static long bytesIn(Path root) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static List<Path> filesWith(String marker, Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, 12)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.isReadable(file)
                        && Files.size(file) < 64 << 20
                        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(marker)) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // A file that went away meanwhile.
            return found;
        }
        return found;
    }

    private Answer arrived(String path, byte[] file) throws IOException {
        Answer head = tus.head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Upload-Digest")).isEqualTo(TusClient.digest(Arrays.copyOf(file, (int) head.offset())));
        return head;
    }

    private Socket patching(String path, long offset, long length) throws IOException {
        Socket line = new Socket(service.getHost(), service.getPort());
        line.getOutputStream()
                .write(("PATCH " + path + " HTTP/1.1\r\nHost: " + service.getAuthority()
                                + "\r\nAuthorization: Bearer " + actor.token()
                                + "\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream"
                                + "\r\nUpload-Offset: " + offset + "\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return line;
    }
}
