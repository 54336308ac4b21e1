package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageBeansTest {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");

    @TempDir
    Path folder;

    private record Directories(Path directory, Path stagingDirectory) implements StorageConfig {}

    private StorageBeans beans(String evidence, String staging) {
        return new StorageBeans(
                new Directories(folder.resolve(evidence), folder.resolve(staging)),
                TestS3.configOf(Map.of()),
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
