package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sillok.storage.StoreReport.Verdict;

class StoreExaminationTest {
    private final TestS3 service = new TestS3();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aDirectoryIsNotExamined() {
        assertThat(StoreExamination.examine(TestS3.configOf(Map.of()))).isEmpty();
    }

    @Test
    void whatTheStoreDoesIsSeenAndNothingIsLeftBehind() {
        List<StoreReport> reports = StoreExamination.examine(service.config(Map.of()));
        assertThat(reports).extracting(StoreReport::bucket).containsExactly(TestS3.BUCKET, TestS3.STAGING);
        StoreReport report = reports.get(0);
        for (StoreProperty property : List.of(
                StoreProperty.READ_AFTER_WRITE,
                StoreProperty.CONDITIONAL_WRITES,
                StoreProperty.CONDITIONAL_COMPLETION,
                StoreProperty.WRITE_ONCE,
                StoreProperty.CHECKSUMS,
                StoreProperty.SIGNED_PAYLOAD,
                StoreProperty.NOT_PUBLIC)) {
            assertThat(report.of(property)).as(property.id()).isEqualTo(Verdict.ENFORCED);
        }
        assertThat(report.of(StoreProperty.LOCK)).isEqualTo(Verdict.UNTESTED);
        assertThat(report.ignored()).isEmpty();
        assertThat(service.objects()).isZero();
    }

    @Test
    void aRetentionThatTheStoreCannotKeepStopsTheStart() {
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("retention", "P365D"))))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("lock, lock-not-shortened")
                .hasMessageContaining("docs/object-storage.md");
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("legal-hold", "true"))))
                .hasMessageContaining("legal-hold");
    }

    @Test
    void whatIsRequiredCanBeSaid() {
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("require", "lock,checksums"))))
                .hasMessageContaining("required: lock.");
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("require", "speed"))))
                .hasMessageContaining("known are read-after-write");
        assertThat(StoreExamination.examine(service.config(Map.of("require", "checksums,conditional-completion"))))
                .hasSize(2);
    }

    @Test
    void aStoreThatCannotBeUsedIsSaidToBeSo() {
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("secret-key", "another"))))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("refuses the credentials");
        assertThatThrownBy(() -> StoreExamination.examine(service.config(Map.of("bucket", "missing"))))
                .hasMessageContaining("the bucket does not exist");
    }

    private record Directories(Path directory, Path stagingDirectory, Optional<Path> replicaDirectory)
            implements StorageConfig {}

    private void start(Map<String, String> replica) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "endpoint", service.endpoint().toString(),
                "bucket", TestS3.BUCKET,
                "access-key", TestS3.ACCESS,
                "secret-key", TestS3.SECRET,
                "patience", "PT0.1S"));
        settings.putAll(replica);
        S3Config evidence = TestS3.configOf(Map.of());
        ReplicaS3Config config = TestS3.replicaOf(settings);
        StorageConfig directories = new Directories(Path.of("target/a"), Path.of("target/b"), Optional.empty());
        new StoreExamination(evidence, config, new StorageBeans(directories, evidence, config, Clock.systemUTC()))
                .start(new StartupEvent());
    }

    @Test
    void aReplicaThatCannotBeUsedKeepsNothingFromStarting() {
        start(Map.of());
        start(Map.of("secret-key", "another"));
        start(Map.of("bucket", "missing"));
        start(Map.of("endpoint", "http://127.0.0.1:1"));
    }

    @Test
    void aReplicaThatDoesNotDoWhatIsRequiredIsRefused() {
        assertThatThrownBy(() -> start(Map.of("retention", "P365D"))).isInstanceOf(StorageSettingException.class);
    }
}
