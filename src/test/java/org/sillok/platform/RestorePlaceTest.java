package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

class RestorePlaceTest {
    @TempDir
    Path temporary;

    @Test
    void aBucketWithUploadsOfSomebodyElseIsNotSweptByTheRestoredService() {
        ObjectStore staging = new FileSystemObjectStore(temporary, Clock.systemUTC());
        RestorePlace.requireEmpty(staging);
        staging.put(new ObjectName("upload/1"), new byte[1]);
        assertThatThrownBy(() -> RestorePlace.requireEmpty(staging))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SILLOK_STORAGE_S3_STAGING_BUCKET");
    }
}
