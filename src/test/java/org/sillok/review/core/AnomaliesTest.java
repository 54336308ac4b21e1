package org.sillok.review.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
    private static final Instant START = Instant.parse("2026-11-02T10:30:00Z");
    private static final AnomalyLimits LIMITS = new AnomalyLimits(5, 3, 2, 4, 6, 5, 2, 2, 10, 3);

    @Test
    void aBurstAcrossTheFullHourIsABurst() {
        List<Access> denials = new ArrayList<>();
        for (int minute = 0; minute < 50; minute += 10) {
            denials.add(denied("usr_a", START.plus(Duration.ofMinutes(minute)), "VIEW_ITEM", null));
        }
        assertThat(found(denials))
                .containsExactly(
                        new Anomaly(AnomalyKind.DENIALS, "usr_a", START, START.plus(Duration.ofMinutes(40)), 5, 5));
    }

    @Test
    void theSameSpreadOverALongerTimeIsNone() {
        List<Access> denials = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            denials.add(denied("usr_a", START.plus(Duration.ofMinutes(16L * i)), "VIEW_ITEM", null));
        }
        assertThat(found(denials)).isEmpty();
    }

    @Test
    void oneLongBurstIsOneFindingAndTwoAreTwo() {
        List<Access> denials = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            denials.add(denied("usr_a", START.plus(Duration.ofMinutes(i)), "VIEW_ITEM", null));
        }
        for (int i = 0; i < 7; i++) {
            denials.add(denied("usr_a", START.plus(Duration.ofHours(9)).plusSeconds(i), "VIEW_ITEM", null));
        }
        assertThat(found(denials)).extracting(Anomaly::count).containsExactly(100, 7);
    }

    @Test
    void whoAsksForManyThingsThatAreRefusedIsProbingAndWhoRepeatsOneIsNot() {
        List<Access> same = new ArrayList<>();
        List<Access> different = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            same.add(denied("usr_a", START.plusSeconds(i), "VIEW_ITEM", "itm_x"));
            different.add(denied("usr_a", START.plusSeconds(i), "VIEW_ITEM", "itm_" + i));
        }
        assertThat(found(same)).isEmpty();
        assertThat(found(different))
                .extracting(Anomaly::kind, Anomaly::count)
                .containsExactly(tuple(AnomalyKind.PROBING, 4));
    }

    @Test
    void everyKindIsFoundAtItsLimitAndNotBelow() {
        for (int i = 0; i < 2; i++) {
            int less = 1 - i;
            assertThat(kinds(times(2 - less, "IDENTITY_OPENED", null))).hasSize(i);
            assertThat(kinds(times(5 - less, "SEARCHED", null))).hasSize(i);
            assertThat(kinds(times(4 - less, "DOWNLOADED", null))).hasSize(i);
            assertThat(kinds(times(6 - less, "VIEWED", null))).hasSize(i);
            assertThat(kinds(times(2 - less, "ADMINISTERED", "ISSUE_API_TOKEN")))
                    .hasSize(i);
            assertThat(kinds(times(2 - less, "DENIED", "STEP_UP"))).hasSize(i);
            assertThat(kinds(times(1 - less, "DENIED", "WRITE_WITH_READING_TOKEN")))
                    .hasSize(i);
        }
        assertThat(kinds(times(100, "LISTED", null))).isEmpty();
        assertThat(kinds(times(100, "ADMINISTERED", "CREATE_USER"))).isEmpty();
    }

    @Test
    void aDayThatIsMuchMoreThanTheOthersIsUnusual() {
        List<Access> accesses = new ArrayList<>();
        for (int day = 0; day < 6; day++) {
            for (int i = 0; i < (day == 3 ? 12 : 2); i++) {
                accesses.add(new Access(
                        START.plus(Duration.ofDays(day)).plus(Duration.ofHours(i)),
                        "usr_a",
                        i % 2 == 0 ? "VIEWED" : "DOWNLOADED",
                        null,
                        "itm_" + day + "_" + i));
            }
        }
        assertThat(found(accesses))
                .filteredOn(anomaly -> anomaly.kind() == AnomalyKind.UNUSUAL_DAY)
                .containsExactly(new Anomaly(
                        AnomalyKind.UNUSUAL_DAY,
                        "usr_a",
                        Instant.parse("2026-11-05T00:00:00Z"),
                        Instant.parse("2026-11-06T00:00:00Z"),
                        12,
                        10));
        // With fewer days to compare with nobody can say what is usual.
        assertThat(found(accesses.subList(4, accesses.size())))
                .extracting(Anomaly::kind)
                .doesNotContain(AnomalyKind.UNUSUAL_DAY);
    }

    @Test
    void peopleAreNotMixedUp() {
        List<Access> denials = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            denials.add(denied(i % 2 == 0 ? "usr_a" : "usr_b", START.plusSeconds(i), "VIEW_ITEM", null));
        }
        assertThat(found(denials)).isEmpty();
        denials.add(denied("usr_a", START.plusSeconds(9), "VIEW_ITEM", null));
        assertThat(found(denials)).extracting(Anomaly::user).containsExactly("usr_a");
    }

    /** Against the plain definition: a window of an hour that ends at a refusal has at least that many. */
    @Test
    void whatIsFoundIsExactlyWhatASlowCountFinds() {
        Random random = new Random(20261123);
        for (int round = 0; round < 300; round++) {
            List<Access> denials = new ArrayList<>();
            int number = random.nextInt(60);
            for (int i = 0; i < number; i++) {
                denials.add(denied("usr_a", START.plusSeconds(random.nextInt(36_000)), "VIEW_ITEM", null));
            }
            denials.sort(Comparator.comparing(Access::at));
            List<Anomaly> found = found(denials);
            for (Access one : denials) {
                long within = denials.stream()
                        .filter(other -> !other.at().isAfter(one.at())
                                && !other.at().isBefore(one.at().minus(Duration.ofHours(1))))
                        .count();
                boolean inOne = found.stream()
                        .anyMatch(anomaly ->
                                !one.at().isBefore(anomaly.from()) && !one.at().isAfter(anomaly.until()));
                if (within >= 5) {
                    assertThat(inOne).as("round %d", round).isTrue();
                }
            }
            assertThat(found).allSatisfy(anomaly -> assertThat(anomaly.count()).isGreaterThanOrEqualTo(5));
        }
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnomalyLimits(1, 1, 1, 1, 1, 1, 1, 1, 1, 0));
    }

    private static List<Access> times(int count, String event, @Nullable String basis) {
        List<Access> accesses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accesses.add(new Access(
                    START.plusSeconds(i), "usr_a", event, basis, event.equals("DENIED") ? null : "itm_" + i));
        }
        return accesses;
    }

    private static Access denied(String user, Instant at, String basis, @Nullable String target) {
        return new Access(at, user, "DENIED", basis, target);
    }

    private static List<AnomalyKind> kinds(List<Access> accesses) {
        return found(accesses).stream().map(Anomaly::kind).toList();
    }

    private static List<Anomaly> found(List<Access> accesses) {
        Anomalies anomalies = new Anomalies(LIMITS);
        accesses.forEach(anomalies::add);
        return anomalies.found();
    }
}
