package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.sillok.kernel.Bytes;
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
    boolean keepsOlderVersions() {
        return true;
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
        try {
            writeAll(store(Map.of("legal-hold", "true")));
        } finally {
            S3Bucket bucket = bucket();
            S3Trial trial = new S3Trial(bucket);
            new S3Versions(bucket)
                    .all(bucket.key("content/"))
                    .forEach(version -> trial.lift(version.objectName(), version.versionId()));
        }
    }

    private S3Bucket bucket() {
        S3Config config = config(Map.of());
        S3Credentials credentials = new S3Credentials(config);
        S3Calls calls = new S3Calls(credentials, config.patience());
        return new S3Bucket(new S3Http(config), credentials, calls, TestS3.BUCKET, prefix);
    }

    @Test
    void theVersionThatHasTheNameIsLockedNotOneOnTopOfIt() {
        byte[] bytes = bytes(100, 1);
        S3Bucket bucket = bucket();
        String key = bucket.key(NAME.value());
        String first = bucket.put(key, PartBuffer.of(bytes), Map.of());
        String above = bucket.put(key, PartBuffer.of(bytes), Map.of());
        store(Map.of("retention", "PT20S")).put(NAME, bytes);
        assertThat(bucket.head(key, first).orElseThrow().lockRetainUntilDate()).isNotNull();
        assertThat(bucket.head(key, above).orElseThrow().lockRetainUntilDate()).isNull();
    }

    @Test
    void ofAPointerWhoseAnswerWasLostTheFirstWriteCounts() throws IOException {
        for (boolean othersFirst : new boolean[] {false, true}) {
            ObjectName name = new ObjectName("log/" + othersFirst + "/checkpoint");
            assertThat(emptyStore().replacePointer(name, Optional.empty(), new byte[1]))
                    .isTrue();
            S3Bucket bucket = bucket();
            String key = bucket.key(name.value());
            AtomicInteger writes = new AtomicInteger();
            String[] server = System.getenv("SILLOK_TEST_S3").split(" ");
            try (HostileS3 between = new HostileS3(URI.create(server[0]))) {
                between.behave((asked, real) -> {
                    if (!asked.is("PUT") || !asked.path().contains("checkpoint") || writes.incrementAndGet() > 1) {
                        return real.answer(asked);
                    }
                    if (othersFirst) {
                        bucket.put(key, PartBuffer.of(new byte[3]), Map.of());
                        real.answer(asked);
                    } else {
                        real.answer(asked);
                        bucket.put(key, PartBuffer.of(new byte[3]), Map.of());
                    }
                    return HostileS3.Answer.error(500, "InternalError");
                });
                ObjectStore store = store(Map.of("endpoint", between.endpoint().toString()));
                assertThat(store.replacePointer(name, Optional.of(Bytes.of(new byte[1])), new byte[2]))
                        .isEqualTo(!othersFirst);
            }
            assertThat(new S3Versions(bucket).of(key)).hasSize(2);
            assertThat(read(emptyStore(), name)).isEqualTo(new byte[3]);
        }
    }

    @Test
    void aRepairLiesAboveALockedObjectAndIsLockedToo() throws IOException {
        for (int length : new int[] {1_000, 12 * 1024 * 1024}) {
            ObjectName name = new ObjectName("content/ab/obj_" + length);
            ObjectStore store = store(Map.of("retention", "PT20S"));
            write(store, name, bytes(length, 1));
            try (Draft draft = store.replacement(name, true)) {
                draft.body().write(bytes(length, 2));
                draft.publish();
            }
            assertThat(read(emptyStore(), name)).isEqualTo(bytes(length, 2));
            S3Bucket bucket = bucket();
            String key = bucket.key(name.value());
            assertThat(new S3Versions(bucket).of(key))
                    .hasSize(2)
                    .allSatisfy(version -> assertThat(bucket.head(key, version.versionId())
                                    .orElseThrow()
                                    .lockRetainUntilDate())
                            .isNotNull());
            // Whoever writes it once more meets the good one.
            assertThatThrownBy(() -> write(store, name, bytes(length, 1))).isInstanceOf(ObjectExistsException.class);
            store.put(name, bytes(length, 2));
            assertThatThrownBy(() -> store.put(name, bytes(length, 1))).isInstanceOf(ObjectConflictException.class);
        }
    }

    private static void write(ObjectStore store, ObjectName name, byte[] bytes) throws IOException {
        try (Draft draft = store.draft(name)) {
            draft.body().write(bytes);
            draft.publish();
        }
    }

    private static void writeAll(ObjectStore store) throws IOException {
        for (int length : new int[] {0, 1000, 12 * 1024 * 1024}) {
            ObjectName name = new ObjectName("content/ab/obj_" + length);
            write(store, name, bytes(length, 1));
            assertThat(read(store, name)).isEqualTo(bytes(length, 1));
        }
        store.put(NAME, new byte[5]);
        store.put(NAME, new byte[5]);
    }
}
