package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageBeansTest {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");

    @TempDir
    Path folder;

    private record Directories(Path directory, Path stagingDirectory, Optional<Path> replicaDirectory)
            implements StorageConfig {}

    private StorageBeans beans(String evidence, String staging) {
        return new StorageBeans(
                new Directories(folder.resolve(evidence), folder.resolve(staging), Optional.empty()),
                TestS3.configOf(Map.of()),
                TestS3.replicaOf(Map.of()),
                Clock.systemUTC());
    }

    @Test
    void evidenceAndWhatIsNotYetLieApart() {
        StorageBeans beans = beans("objects", "staging");
        beans.staging().put(NAME, new byte[3]);
        assertThat(beans.evidence().stat(NAME)).isEmpty();
        assertThat(beans.evidence().list("")).isEmpty();
        beans.evidence().put(NAME, new byte[5]);
        beans.staging().discard(NAME);
        assertThat(beans.evidence().stat(NAME)).map(ObjectInfo::length).contains(5L);
    }

    private StorageBeans withReplica(String evidence, String replica, Map<String, String> s3) {
        return new StorageBeans(
                new Directories(
                        folder.resolve(evidence), folder.resolve("staging"), Optional.of(folder.resolve(replica))),
                TestS3.configOf(Map.of()),
                TestS3.replicaOf(s3),
                Clock.systemUTC());
    }

    @Test
    void withoutSettingsThereIsNoReplica() {
        assertThat(beans("objects", "staging").replica().store()).isEmpty();
    }

    @Test
    void theReplicaIsAStoreOfItsOwn() {
        StorageBeans beans = withReplica("objects", "replica", Map.of());
        ObjectStore replica = beans.replica().store().orElseThrow();
        replica.put(NAME, new byte[3]);
        assertThat(beans.evidence().stat(NAME)).isEmpty();
    }

    @Test
    void aReplicaWithinWhatItCopiesIsRefused() {
        for (String replica : new String[] {"objects", "objects/replica", "staging", "."}) {
            assertThatThrownBy(() -> withReplica("objects", replica, Map.of()))
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("sillok.storage.replica.directory");
        }
    }

    @Test
    void aReplicaThatIsALinkToWhatItCopiesIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("objects"));
        Files.createSymbolicLink(folder.resolve("other-disk"), folder.resolve("objects"));
        for (String replica : new String[] {"other-disk", "other-disk/not/made/yet"}) {
            assertThatThrownBy(() -> withReplica("objects", replica, Map.of()))
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("sillok.storage.replica.directory");
        }
    }

    @Test
    void settingsOfTheReplicasBucketAreNamedAsSuch() {
        assertThatThrownBy(() -> withReplica("objects", "replica", Map.of("bucket", "copies")))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("sillok.storage.replica.s3.endpoint is not set");
        Map<String, String> complete =
                Map.of("endpoint", "http://127.0.0.1:1", "bucket", "copies", "access-key", "a", "secret-key", "b");
        assertThatThrownBy(() -> withReplica("objects", "replica", complete))
                .hasMessageContaining("are both set: keep one");
    }

    @Test
    void aReplicaInTheSameBucketIsRefused() {
        for (String bucket : new String[] {"evidence", "staging"}) {
            S3Config evidence = TestS3.configOf(java.net.URI.create("http://127.0.0.1:1"), Map.of());
            ReplicaS3Config replica = TestS3.replicaOf(
                    Map.of("endpoint", "http://127.0.0.1:1", "bucket", bucket, "access-key", "a", "secret-key", "b"));
            assertThatThrownBy(() -> new StorageBeans(
                            new Directories(folder, folder, Optional.empty()), evidence, replica, Clock.systemUTC()))
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("sillok.storage.replica.s3.bucket");
        }
    }

    @Test
    void oneWithinTheOtherIsRefusedWithTheWayOut() {
        for (StorageBeans beans : new StorageBeans[] {
            beans("objects", "objects"), beans("objects", "objects/staging"), beans("all/objects", "all")
        }) {
            assertThatThrownBy(beans::evidence)
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("side by side");
            assertThatThrownBy(beans::staging).isInstanceOf(StorageSettingException.class);
        }
    }
}
