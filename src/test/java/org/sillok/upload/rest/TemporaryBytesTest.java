package org.sillok.upload.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.upload.TusClient;

/** What lies around while bytes arrive: nothing in clear, and what there is can be seen. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class TemporaryBytesTest {
    private static final String FORM = "multipart/form-data; boundary=XyZ";

    @Inject
    TestParties parties;

    @TestHTTPResource("/")
    URI service;

    @Test
    void noFileHasPlainBytesWhileAFormAJsonDepositAndAnUploadArrive() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        TusClient tus = new TusClient(service, actor);
        String marker = "plain words of a witness " + actor.party();
        byte[] words = (marker + " ").repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        Instant begun = Instant.now().minusSeconds(1);
        String upload = tus.create("Upload-Length", "50000000").path();
        String part = "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + marker + "\"\r\n\r\n";
        String json = "{\"metadata\":{\"kind\":\"LIST\",\"title\":{\"en\":\"" + marker;
        try (Socket form = sending(actor, "POST /api/v1/items", "Content-Type: " + FORM);
                Socket list = sending(actor, "POST /api/v1/items", "Content-Type: application/json");
                Socket piece = sending(
                        actor,
                        "PATCH " + upload,
                        "Upload-Offset: 0\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream")) {
            form.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            form.getOutputStream().write(words);
            list.getOutputStream().write(json.getBytes(StandardCharsets.US_ASCII));
            piece.getOutputStream().write(words);
            Thread.sleep(1_000);
            List<Path> seen = new ArrayList<>();
            for (String root : List.of(
                    setting("sillok.data-dir"),
                    setting("sillok.storage.directory"),
                    setting("sillok.storage.staging-directory"),
                    setting("quarkus.http.body.uploads-directory"),
                    System.getProperty("java.io.tmpdir"),
                    "")) {
                seen.addAll(newFiles(Path.of(root).toAbsolutePath(), begun));
            }
            assertThat(seen)
                    .as("drafts of both stores")
                    .anyMatch(file -> file.toString().contains("staging"));
            // Some of these places are shared with every program of the machine: what counts is our own words.
            assertThat(seen).isNotEmpty().allMatch(file -> !holds(file, marker));
            Path control = Files.writeString(Files.createTempFile("control", null), marker);
            assertThat(holds(control, marker))
                    .as("the search finds what there is")
                    .isTrue();
            Files.delete(control);
        }
    }

    @Test
    void openUploadsAreMetricsForOperatorsAndTheirSweepIsInHealth() throws IOException {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        new TusClient(service, actor).uploaded(new byte[1000]);
        String metrics = parties.custodian()
                .request()
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(value(metrics, "sillok_uploads_open")).isPositive();
        assertThat(value(metrics, "sillok_uploads_bytes")).isGreaterThanOrEqualTo(1000);
        assertThat(value(metrics, "sillok_uploads_first_expiry")).isPositive();
        assertThat(metrics).contains("sillok_sweep_failures_total{of=\"uploads\"", "sillok_sweep_age{of=\"deposits\"");
        String health = given().get("/q/health/well").asString();
        assertThat(health).contains("temporary bytes", "\"uploads\":", "\"deposits\":");
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Socket sending(TestParties.Actor actor, String request, String headers) throws IOException {
        Socket line = new Socket(service.getHost(), service.getPort());
        line.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\nAuthorization: Bearer "
                                + actor.token() + "\r\n" + headers + "\r\nContent-Length: 50000000\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return line;
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class).orElseThrow();
    }

    private static List<Path> newFiles(Path root, Instant since) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.exists(root)) {
            return found;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                if (about.isRegularFile() && about.lastModifiedTime().compareTo(FileTime.from(since)) >= 0) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean holds(Path file, String marker) {
        try {
            return Files.size(file) < 64 << 20
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(marker);
        } catch (IOException e) {
            // It went away meanwhile, or is somebody else's.
            return false;
        }
    }
}
