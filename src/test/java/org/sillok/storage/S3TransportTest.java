package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate of one's own, and the two ways to name a bucket. */
class S3TransportTest {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");
    private static final String PASSWORD = "test-password";

    @TempDir
    Path folder;

    private Path keys() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool("-genkeypair", keys, "-keyalg", "EC", "-dname", "CN=s3", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        return keys;
    }

    private Path certificate(Path keys) throws Exception {
        Path certificate = folder.resolve("ca.pem");
        keytool("-exportcert", keys, "-rfc", "-file", certificate.toString());
        return certificate;
    }

    private void keytool(String action, Path keys, String... others) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                action,
                "-alias",
                "s3",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(others));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    private static ObjectStore store(TestS3 service, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of("patience", "PT0.5S"));
        settings.putAll(others);
        return new S3Stores(TestS3.configOf(service.secureEndpoint(), settings), Clock.systemUTC()).evidence();
    }

    @Test
    void aCertificateOfOnesOwnIsTrustedOnlyIfItIsNamed() throws Exception {
        Path keys = keys();
        try (TestS3 service = TestS3.secured(keys, PASSWORD)) {
            assertThatThrownBy(() -> store(service, Map.of()).put(NAME, new byte[3]))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("sillok.storage.s3.ca-certificate");
            ObjectStore store =
                    store(service, Map.of("ca-certificate", certificate(keys).toString()));
            store.put(NAME, new byte[3]);
            try (Draft draft = store.draft(new ObjectName("content/ab/obj_two"))) {
                draft.body().write(ObjectStoreContract.bytes(6 * 1024 * 1024, 1));
                draft.publish();
            }
            assertThat(ObjectStoreContract.read(store, new ObjectName("content/ab/obj_two")))
                    .isEqualTo(ObjectStoreContract.bytes(6 * 1024 * 1024, 1));
        }
    }

    @Test
    void aFileThatHoldsNoCertificateIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        try (TestS3 service = new TestS3()) {
            assertThatThrownBy(() -> service.store(Map.of("ca-certificate", file.toString())))
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("ca-certificate");
            assertThatThrownBy(() -> service.store(
                            Map.of("ca-certificate", folder.resolve("none").toString())))
                    .isInstanceOf(StorageSettingException.class);
        }
    }

    @Test
    void theBucketIsInThePathOrInTheHost() throws IOException {
        try (TestS3 honest = new TestS3();
                HostileS3 service = new HostileS3(honest.endpoint())) {
            Map<String, String> seen = new HashMap<>();
            service.behave((asked, real) -> {
                seen.put(asked.headers().get("host").split(":")[0], asked.path());
                return HostileS3.Answer.error(404, "NoSuchKey");
            });
            URI local = URI.create("http://localhost:" + service.endpoint().getPort());
            stat(local, Map.of());
            assertThat(seen).containsOnlyKeys("localhost");
            assertThat(seen.get("localhost")).startsWith("/" + TestS3.BUCKET + "/content/");
            seen.clear();
            try {
                stat(local, Map.of("path-style", "false", "patience", "PT0.1S"));
                assertThat(seen).containsOnlyKeys(TestS3.BUCKET + ".localhost");
            } catch (StorageUnavailableException e) {
                // Not every machine knows names below localhost; that it was asked for one is enough.
                assertThat(e).hasMessageContaining("UnknownHostException");
            }
        }
    }

    private static void stat(URI endpoint, Map<String, String> others) {
        new S3Stores(TestS3.configOf(endpoint, others), Clock.systemUTC())
                .evidence()
                .stat(NAME);
    }
}
