package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.storage.HostileS3.Answer;
import org.sillok.storage.HostileS3.Asked;
import org.sillok.storage.StoreReport.Verdict;

/** What is said of stores that are honest but odd, and of some that are not. */
@Execution(ExecutionMode.CONCURRENT)
class StoreTrialsTest {
    private final MovingClock clock = new MovingClock();
    private final VersionsS3 bucket = new VersionsS3(clock);
    private HostileS3 service;

    /** The store's time. */
    private static final class MovingClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @BeforeEach
    void start() throws IOException {
        service = new HostileS3(bucket);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private StoreReport examine(String... settings) {
        Map<String, String> others =
                new HashMap<>(Map.of("retention", "P1D", "legal-hold", "true", "patience", "PT1S"));
        for (int at = 0; at < settings.length; at += 2) {
            others.put(settings[at], settings[at + 1]);
        }
        return StoreExamination.examine(TestS3.configOf(service.endpoint(), others))
                .get(0);
    }

    private static void requireLocks(StoreReport report, Verdict verdict) {
        for (StoreProperty property :
                List.of(StoreProperty.LOCK, StoreProperty.LOCK_NOT_SHORTENED, StoreProperty.LEGAL_HOLD)) {
            assertThat(report.of(property)).as(property.id()).isEqualTo(verdict);
        }
    }

    @Test
    void locksAreTriedByTheStoresClock() {
        for (Duration ahead : List.of(Duration.ZERO, Duration.ofHours(2), Duration.ofHours(-2))) {
            clock.ahead = ahead;
            StoreReport report = examine();
            requireLocks(report, Verdict.ENFORCED);
            assertThat(report.of(StoreProperty.MULTIPART_LOCK)).isEqualTo(Verdict.IGNORED);
            assertThat(String.join(" ", report.remarks()).contains("clocks differ"))
                    .as("%s", ahead)
                    .isEqualTo(!ahead.isZero());
            bucket.keys().forEach(bucket::remove);
        }
    }

    @Test
    void whatIsWrittenIsLockedForAsLongAsAskedByTheStoresClock() throws IOException {
        clock.ahead = Duration.ofHours(2);
        S3Config config = TestS3.configOf(service.endpoint(), Map.of("retention", "P1D"));
        ObjectStore store = new S3Stores(config, Clock.systemUTC()).evidence();
        store.put(new ObjectName("small"), new byte[1]);
        try (Draft draft = store.draft(new ObjectName("large"))) {
            draft.body().write(new byte[6 * 1024 * 1024]);
            draft.publish();
        }
        for (String key : List.of("small", "large")) {
            assertThat(Instant.parse(bucket.headers(key).get("x-amz-object-lock-retain-until-date")))
                    .isAfter(clock.instant().plus(Duration.ofDays(1)).minusSeconds(30));
        }
    }

    @Test
    void aLockThatEndedBeforeItCouldBeTriedIsNotCalledIgnored() {
        service.behave((asked, real) -> {
            if (asked.is("DELETE") && asked.path().contains("versionId=")) {
                clock.ahead = clock.ahead.plusMinutes(5);
            }
            return real.answer(asked);
        });
        StoreReport report = examine();
        assertThat(report.of(StoreProperty.LOCK)).isEqualTo(Verdict.UNTESTED);
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("clock"));
    }

    @Test
    void aLockThatIsRefusedNamesTheClocks() {
        service.behave((asked, real) -> asked.is("PUT") && asked.hasHeader("x-amz-object-lock-mode")
                ? Answer.error(400, "InvalidRequest")
                : real.answer(asked));
        assertThatThrownBy(this::examine)
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("this machine's clock says")
                .hasMessageContaining("the store's");
    }

    /** It keeps what it is told and refuses all: no lock is needed for that. */
    @Test
    void credentialsThatMayDeleteNothingShowNoLock() {
        service.behave((asked, real) -> asked.is("DELETE") && asked.path().contains("versionId=")
                ? Answer.error(403, "AccessDenied")
                : real.answer(asked));
        StoreReport report = examine();
        assertThat(report.of(StoreProperty.LOCK)).isEqualTo(Verdict.UNTESTED);
        assertThat(report.of(StoreProperty.LEGAL_HOLD)).isEqualTo(Verdict.UNTESTED);
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("may not delete"));
        assertThatThrownBy(() -> examine("require", "lock"))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("may not delete");
    }

    @Test
    void credentialsThatMayNotChangeARetentionShowNothingOfIt() {
        service.behave((asked, real) -> asked.is("PUT") && asked.path().contains("retention")
                ? Answer.error(403, "AccessDenied")
                : real.answer(asked));
        StoreReport report = examine();
        assertThat(report.of(StoreProperty.LOCK)).isEqualTo(Verdict.ENFORCED);
        assertThat(report.of(StoreProperty.LOCK_NOT_SHORTENED)).isEqualTo(Verdict.UNTESTED);
    }

    @Test
    void aLockThatBecomesAWeakerOneIsNone() {
        service.behave((asked, real) -> {
            if (new String(asked.body(), java.nio.charset.StandardCharsets.ISO_8859_1).contains("GOVERNANCE")) {
                String key = asked.path()
                        .substring(asked.path().indexOf("/.probe/") + 1)
                        .split("\\?")[0];
                bucket.headers(key).put("x-amz-object-lock-mode", "GOVERNANCE");
            }
            return real.answer(asked);
        });
        assertThatThrownBy(this::examine)
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("lock-not-shortened");
    }

    @Test
    void whatAnybodyMayDoAmongEvidenceIsPublic() {
        Map<String, Predicate<Asked>> opened = Map.of(
                "read", asked -> asked.is("GET") && asked.path().contains("/content/"),
                "list", asked -> asked.is("GET") && asked.path().matches(".*prefix=content(%2F|/).*"),
                "list all",
                        asked -> asked.is("GET")
                                && !asked.path().contains("/content/")
                                && !asked.path().contains("prefix=content"),
                "write", asked -> asked.is("PUT"),
                "remove", asked -> asked.is("DELETE"));
        opened.forEach((what, which) -> {
            service.behave((asked, real) -> {
                Map<String, String> signed = new TreeMap<>(asked.headers());
                if (which.test(asked)) {
                    signed.putIfAbsent("authorization", "anybody");
                }
                return real.answer(new Asked(asked.method(), asked.path(), signed, asked.body()));
            });
            assertThatThrownBy(this::examine)
                    .as(what)
                    .isInstanceOf(StorageSettingException.class)
                    .hasMessageContaining("not-public");
        });
    }

    @Test
    void aPropertyThatNobodyRequiresDoesNotEndTheStart() {
        List<Predicate<Asked>> oddities = List.of(
                asked -> asked.is("POST") && asked.path().contains("uploadId="),
                asked -> asked.is("POST") && asked.path().contains("uploads"),
                asked -> !asked.hasHeader("authorization"),
                asked -> asked.is("PUT")
                        && asked.hasHeader("x-amz-checksum-sha256")
                        && !asked.headers()
                                .get("x-amz-checksum-sha256")
                                .equals(java.util.Base64.getEncoder()
                                        .encodeToString(
                                                PartBuffer.of(asked.body()).sha256())));
        for (Predicate<Asked> odd : oddities) {
            service.behave((asked, real) -> odd.test(asked) ? Answer.error(400, "InvalidRequest") : real.answer(asked));
            assertThatCode(this::examine).doesNotThrowAnyException();
            bucket.keys().forEach(bucket::remove);
        }
    }

    @Test
    void probesOfEarlierStartsAreRemovedHeldOnesToo() {
        bucket.pagesOf(3);
        clock.ahead = Duration.ofHours(-1);
        for (int number = 0; number < 10; number++) {
            bucket.write(".probe/" + number, new byte[1], Map.of("x-amz-object-lock-legal-hold", "ON"));
            bucket.write("content/.probe-" + number, new byte[1], Map.of());
        }
        clock.ahead = Duration.ZERO;
        bucket.write(".probe/young", new byte[1], Map.of());
        examine("retention", "");
        assertThat(bucket.keys()).containsExactly(".probe/young");
    }

    @Test
    void anExaminationThatFailsLeavesNothing() {
        AtomicBoolean over = new AtomicBoolean();
        service.behave((asked, real) -> {
            boolean odd = !asked.hasHeader("authorization");
            over.compareAndSet(false, odd);
            return odd ? Answer.plain(503) : real.answer(asked);
        });
        assertThatThrownBy(this::examine).isInstanceOf(StorageSettingException.class);
        assertThat(over).isTrue();
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void aStoreThatListsNoVersionsKeepsNoProbes() throws IOException {
        try (TestS3 honest = TestS3.trusting();
                HostileS3 front = new HostileS3(honest.endpoint())) {
            front.behave((asked, real) ->
                    asked.path().contains("versions") ? Answer.error(501, "NotImplemented") : real.answer(asked));
            StoreExamination.examine(TestS3.configOf(front.endpoint(), Map.of("require", "write-once")));
            assertThat(honest.objects()).isZero();
        }
    }

    @Test
    void aBucketThatLocksByItselfIsNoneForWhatIsNotEvidence() {
        bucket.retainByDefault(Duration.ofDays(1));
        assertThatThrownBy(this::examine)
                .isInstanceOf(StorageSettingException.class)
                .hasMessageContaining("default retention")
                .hasMessageContaining("staging");
    }
}
