package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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
}
