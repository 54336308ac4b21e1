package org.sillok.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.agreement.AgreementCast.permission;
import static org.sillok.agreement.AgreementCast.with;
import static org.sillok.consent.TestConsents.LONG_AGO;
import static org.sillok.consent.TestConsents.addEvent;
import static org.sillok.consent.TestConsents.begin;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.signed;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.agreement.DueAgreements;
import org.sillok.consent.DueConsents;
import org.sillok.feed.Feed;
import org.sillok.feed.SettledFeed;
import org.sillok.hold.db.DueRows;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.StandingClock;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.Vault;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DueSweepTest {
    @Inject
    TestParties parties;

    @Inject
    DueConsents consents;

    @Inject
    DueAgreements agreements;

    @Inject
    DueRows rows;

    @Inject
    Feed feed;

    @Inject
    Vault vault;

    @Inject
    Scope scope;

    private Actor ngo;

    @BeforeEach
    void anOrganisation() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
    }

    @Test
    void aReviewIsToldInItsMonthOnceWhateverTheClockDoes() {
        String consent = consent("reviewBy", "2041-05-17T10:00:00.000Z");
        sweepAt("2041-04-30T23:59:59.999Z");
        assertThat(told(ngo, consent)).isEmpty();
        sweepAt("2041-05-01T00:00:00.000Z");
        sweepAt("2041-05-01T01:00:00.000Z");
        sweepAt("2041-05-20T00:00:00.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE");
        sweepAt("2031-01-01T00:00:00.000Z");
        sweepAt("2041-05-17T10:00:00.000Z");
        sweepAt("2042-01-01T00:00:00.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE");
    }

    @Test
    void anEndIsToldInItsMonthAndOnceThatIsOver() {
        String consent = consent("validUntil", "2041-07-10T00:00:00.000Z");
        sweepAt("2041-07-01T00:00:00.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE");
        sweepAt("2041-07-31T23:00:00.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE");
        sweepAt("2041-08-01T00:00:00.000Z");
        sweepAt("2041-08-01T00:00:01.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE", "CONSENT_EXPIRED");
    }

    @Test
    void afterALongTimeInWhichNobodyLookedItIsToldAsItIsNow() {
        String consent = consent("validUntil", "2041-07-10T00:00:00.000Z");
        sweepAt("2043-01-01T00:00:00.000Z");
        assertThat(told(ngo, consent)).containsExactly("CONSENT_EXPIRED");
    }

    @Test
    void ofAConsentThatWasTakenBackNothingIsToldAnyMore() {
        String consent = consent("reviewBy", "2041-05-17T10:00:00.000Z");
        Map<String, Object> withdrawn = event("WITHDRAWN", Timestamps.format(Timestamps.truncate(Instant.now())));
        withdrawn.put("by", "SELF");
        withdrawn.put("reason", "She called.");
        addEvent(ngo, consent, withdrawn).then().statusCode(201);
        sweepAt("2041-06-01T00:00:00.000Z");
        assertThat(told(ngo, consent)).isEmpty();
    }

    @Test
    void ofTwoReplicasOneTells() throws Exception {
        String consent = consent("reviewBy", "2041-09-17T10:00:00.000Z");
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            List<CompletableFuture<Void>> both = List.of(
                    CompletableFuture.runAsync(() -> sweepAt("2041-09-20T00:00:00.000Z"), replicas),
                    CompletableFuture.runAsync(() -> sweepAt("2041-09-20T00:00:00.000Z"), replicas));
            for (CompletableFuture<Void> one : both) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            replicas.shutdownNow();
        }
        assertThat(told(ngo, consent)).containsExactly("CONSENT_REVIEW_DUE");
    }

    @Test
    void bothSidesOfAnAgreementAreToldOfItsReviewsAndItsEnd() {
        AgreementCast cast = new AgreementCast(parties);
        Actor mechanism = cast.mechanism();
        Instant end = Timestamps.truncate(Instant.now()).plus(Duration.ofDays(100));
        Map<String, Object> draft = draft(List.of(ngo.party()), List.of(mechanism.party()));
        draft = with(draft, "clauses", List.of(permission("1")));
        draft = with(draft, "reviewPeriodDays", 30);
        draft = with(draft, "effectiveUntil", Timestamps.format(end));
        String agreement = cast.inForce(draft, ngo, mechanism);
        Instant now = Instant.now();
        sweepAt(now.plus(Duration.ofDays(29)));
        assertThat(told(ngo, agreement)).isEmpty();
        sweepAt(now.plus(Duration.ofDays(31)));
        sweepAt(now.plus(Duration.ofDays(32)));
        assertThat(told(ngo, agreement)).containsExactly("AGREEMENT_REVIEW_DUE");
        sweepAt(now.plus(Duration.ofDays(61)));
        sweepAt(end);
        sweepAt(end.plusSeconds(1));
        for (Actor party : List.of(ngo, mechanism)) {
            assertThat(told(party, agreement))
                    .containsExactly("AGREEMENT_REVIEW_DUE", "AGREEMENT_REVIEW_DUE", "AGREEMENT_EXPIRED");
        }
    }

    @Test
    void whatCannotBeLookedAtKeepsNobodyElseWaiting() {
        List<String> ids = IntStream.range(0, 450)
                .mapToObj(number -> String.format(Locale.ROOT, "%03d", number))
                .toList();
        List<String> told = new ArrayList<>();
        DueSweep.all(
                "numbers",
                (last, limit) -> {
                    List<String> some = ids.stream()
                            .filter(id -> id.compareTo(last) > 0)
                            .limit(limit)
                            .toList();
                    if (some.contains("007") || some.contains("300")) {
                        throw new IllegalStateException("a key is broken");
                    }
                    told.addAll(some);
                    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
                },
                last -> ids.stream().filter(id -> id.compareTo(last) > 0).findFirst());
        assertThat(told).hasSize(448).doesNotHaveDuplicates().doesNotContain("007", "300");
        DueSweep.all(
                "numbers",
                (last, limit) -> {
                    throw new IllegalStateException("the database is gone");
                },
                last -> {
                    throw new IllegalStateException("the database is gone");
                });
    }

    private String consent(String due, String at) {
        String form = item(ngo);
        Map<String, Object> version = new HashMap<>(signed(form, permit("1", "INSPECT")));
        version.put(due, at);
        return begin(ngo, source(ngo, "PERSON"), event("GIVEN", LONG_AGO), version)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void sweepAt(String time) {
        sweepAt(Instant.parse(time));
    }

    private void sweepAt(Instant time) {
        DueSweep sweep = new DueSweep(consents, agreements, rows, feed, vault, scope, new StandingClock(time));
        QuarkusTransaction.requiringNew().run(sweep::sweep);
    }

    private static List<String> told(Actor actor, String subject) {
        JsonPath page = actor.request()
                .get(SettledFeed.at(
                        "/api/v1/events?limit=200&type=CONSENT_REVIEW_DUE,CONSENT_EXPIRED,AGREEMENT_REVIEW_DUE,"
                                + "AGREEMENT_EXPIRED"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return page.getList("items.findAll { it.subject == '" + subject + "' }.type");
    }
}
