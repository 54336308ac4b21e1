package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.sillok.storage.StoreReport.Verdict;

/**
 * The contract against a real server with Object Lock, named by {@code SILLOK_TEST_S3}: endpoint, access key and secret key
 * with blanks between. The bucket {@code evidence} was made with Object Lock.
 */
@EnabledIfEnvironmentVariable(named = "SILLOK_TEST_S3", matches = ".+")
class ExternalS3Test extends ObjectStoreContract {
    private static final ObjectName NAME = new ObjectName("content/ab/obj_one");

    private final String prefix = "test-" + UUID.randomUUID() + "/";

    private S3Config config(Map<String, String> others) {
        String[] server = System.getenv("SILLOK_TEST_S3").split(" ");
        Map<String, String> settings =
                new HashMap<>(Map.of("access-key", server[1], "secret-key", server[2], "prefix", prefix));
        settings.putAll(others);
        return TestS3.configOf(URI.create(server[0]), settings);
    }

    private ObjectStore store(Map<String, String> others) {
        return new S3Stores(config(others), Clock.systemUTC()).evidence();
    }

    @Override
    ObjectStore emptyStore() {
        return store(Map.of());
    }

    @Override
    ObjectStore sameStoreElsewhere() {
        return emptyStore();
    }

    @Test
    void locksAreSeenToHold() {
        StoreReport report = StoreExamination.examine(config(Map.of("retention", "P1D", "legal-hold", "true")))
                .get(0);
        for (StoreProperty property : List.of(
                StoreProperty.READ_AFTER_WRITE,
                StoreProperty.WRITE_ONCE,
                StoreProperty.SIGNED_PAYLOAD,
                StoreProperty.NOT_PUBLIC,
                StoreProperty.LOCK,
                StoreProperty.LOCK_NOT_SHORTENED,
                StoreProperty.LEGAL_HOLD)) {
            assertThat(report.of(property)).as(property.id()).isEqualTo(Verdict.ENFORCED);
        }
    }

    @Test
    void lockedObjectsAreWrittenSmallAndLarge() throws IOException {
        writeAll(store(Map.of("retention", "PT20S")));
    }

    @Test
    void objectsUnderLegalHoldAreWrittenSmallAndLarge() throws IOException {
        writeAll(store(Map.of("legal-hold", "true")));
    }

    private static void writeAll(ObjectStore store) throws IOException {
        for (int length : new int[] {0, 1000, 12 * 1024 * 1024}) {
            ObjectName name = new ObjectName("content/ab/obj_" + length);
            try (Draft draft = store.draft(name)) {
                draft.body().write(bytes(length, 1));
                draft.publish();
            }
            assertThat(read(store, name)).isEqualTo(bytes(length, 1));
        }
        store.put(NAME, new byte[5]);
        store.put(NAME, new byte[5]);
    }
}
