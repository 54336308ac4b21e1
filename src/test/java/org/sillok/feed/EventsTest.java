package org.sillok.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.crypto.TestCertificates;
import org.sillok.feed.core.Happening;
import org.sillok.feed.db.FeedRows;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class EventsTest {
    private static final String PATH = "/api/v1/events";

    @Inject
    TestParties parties;

    @Inject
    Feed feed;

    @Inject
    FeedRows rows;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    private void tell(TestParties.Actor actor, Happening happening, String subject) {
        QuarkusTransaction.requiringNew().run(() -> feed.tell(new PartyId(actor.party()), happening, subject));
        settle();
    }

    /** Waits until no transaction runs that began before: the service has some of its own. */
    private void settle() {
        long now = QuarkusTransaction.requiringNew()
                .call(() -> number("select cast(cast(pg_current_xact_id() as text) as bigint)"));
        while (QuarkusTransaction.requiringNew()
                        .call(() ->
                                number("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)"))
                <= now) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private long number(String select) {
        return ((Number) entities.createNativeQuery(select).getSingleResult()).longValue();
    }

    private static JsonPath read(TestParties.Actor actor, String query) {
        return actor.request()
                .get(PATH + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void anOrganisationReadsItsEventsOldestFirstAndGoesOnFromThere() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        actor.request()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("$", not(hasKey("next")));
        tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
        tell(actor, Happening.REQUEST_AMENDED, "req_a");
        tell(actor, Happening.BUNDLE_SEALED, "bnd_a");
        actor.request()
                .get(PATH + "?limit=2")
                .then()
                .statusCode(200)
                .body("items.type", equalTo(List.of("REQUEST_SUBMITTED", "REQUEST_AMENDED")))
                .body("items[0].id", matchesPattern("evt_[a-z2-7]{26}"))
                .body("items[0].subject", equalTo("req_a"))
                .body("items[0].time", matchesPattern(".*Z"));
        String next = read(actor, "?limit=2").getString("next");
        JsonPath rest = read(actor, "?cursor=" + next);
        assertThat(rest.getList("items.type")).containsExactly("BUNDLE_SEALED");
        JsonPath none = read(actor, "?cursor=" + rest.getString("next"));
        assertThat(none.getList("items")).isEmpty();
        assertThat(none.getString("next")).isEqualTo(rest.getString("next"));
        tell(actor, Happening.BUNDLE_DELIVERED, "bnd_a");
        assertThat(read(actor, "?cursor=" + none.getString("next")).getList("items.type"))
                .containsExactly("BUNDLE_DELIVERED");
    }

    @Test
    void typesAreFilteredAndWhatIsPassedOverIsNotAskedAgain() {
        TestParties.Actor actor = parties.newPartyWith(Role.INVESTIGATOR);
        tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
        tell(actor, Happening.BUNDLE_SEALED, "bnd_a");
        tell(actor, Happening.REQUEST_REFUSED, "req_a");
        JsonPath page = read(actor, "?type=BUNDLE_SEALED,BUNDLE_FAILED");
        assertThat(page.getList("items.type")).containsExactly("BUNDLE_SEALED");
        String next = page.getString("next");
        problem(actor.request().get(PATH + "?cursor=" + next), 400, "invalid-cursor");
        tell(actor, Happening.BUNDLE_FAILED, "bnd_b");
        assertThat(read(actor, "?type=BUNDLE_FAILED,BUNDLE_SEALED&cursor=" + next)
                        .getList("items.subject"))
                .containsExactly("bnd_b");
        JsonPath latest = read(actor, "?from=latest");
        assertThat(latest.getList("items")).isEmpty();
        tell(actor, Happening.REQUEST_EXPIRED, "req_c");
        assertThat(read(actor, "?cursor=" + latest.getString("next")).getList("items.subject"))
                .containsExactly("req_c");
    }

    @Test
    void noEventOfATransactionThatEndsLateIsPassedOver() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                .timeout(60)
                .run(() -> {
                    feed.tell(new PartyId(actor.party()), Happening.REQUEST_SUBMITTED, "req_late");
                    told.countDown();
                    await(end);
                }));
        await(told);
        QuarkusTransaction.requiringNew()
                .run(() -> feed.tell(new PartyId(actor.party()), Happening.REQUEST_SUBMITTED, "req_soon"));
        JsonPath before = read(actor, "");
        assertThat(before.getList("items")).as("the earlier one may still come").isEmpty();
        end.countDown();
        late.get(30, TimeUnit.SECONDS);
        settle();
        assertThat(read(actor, "").getList("items.subject")).containsExactly("req_late", "req_soon");
    }

    @Test
    void noEventIsLostOrDoubledWhileManyAreTold() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        List<CompletableFuture<Void>> tellers = new ArrayList<>();
        for (int teller = 0; teller < 4; teller++) {
            int number = teller;
            tellers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 15; i++) {
                    tell(actor, Happening.REQUEST_SUBMITTED, "req_" + number + "_" + i);
                }
            }));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 3000 && seen.size() < 60; i++) {
            JsonPath page = read(actor, "?limit=7" + cursor);
            seen.addAll(page.getList("items.subject"));
            String next = page.getString("next");
            cursor = next == null ? "" : "&cursor=" + next;
        }
        CompletableFuture.allOf(tellers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(seen).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void whoWaitsIsAnsweredWhenSomethingHappens() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
        String next = read(actor, "").getString("next");
        CompletableFuture<JsonPath> waiting =
                CompletableFuture.supplyAsync(() -> read(actor, "?wait=20&type=BUNDLE_SEALED&from=latest"));
        Thread.sleep(1500);
        tell(actor, Happening.REQUEST_AMENDED, "req_a");
        Thread.sleep(1500);
        assertThat(waiting).as("another type is not waited for").isNotDone();
        long begun = System.nanoTime();
        tell(actor, Happening.BUNDLE_SEALED, "bnd_a");
        assertThat(waiting.get(20, TimeUnit.SECONDS).getList("items.subject")).containsExactly("bnd_a");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        begun = System.nanoTime();
        String end = read(actor, "?cursor=" + next).getString("next");
        JsonPath none = read(actor, "?wait=2&cursor=" + end);
        assertThat(none.getList("items")).isEmpty();
        assertThat(none.getString("next")).isEqualTo(end);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void anEmptyLookIsOnRecordOnceInASession() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        for (int i = 0; i < 5; i++) {
            read(actor, "");
        }
        assertThat(statements(actor.party())).isEqualTo(1);
        tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
        read(actor, "");
        read(actor, "");
        assertThat(statements(actor.party())).isEqualTo(3);
    }

    @Test
    void eventsOfAnotherOrganisationAreNotSeenAndItsCursorLeadsNowhere() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        tell(owner, Happening.REQUEST_SUBMITTED, "req_a");
        assertThat(read(other, "").getList("items")).isEmpty();
        problem(other.request().get(PATH + "?cursor=" + read(owner, "").getString("next")), 400, "invalid-cursor");
    }

    @Test
    void onlyWhoWorksWithTheSubjectsReadsEvents() {
        problem(given().get(PATH), 401, "unauthenticated");
        problem(parties.newPartyWith(Role.AUDITOR).request().get(PATH), 403, "forbidden");
        parties.newPartyWith(Role.INVESTIGATOR).request().get(PATH).then().statusCode(200);
        parties.custodian().request().get(PATH + "?from=latest").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "?types=REQUEST_SUBMITTED, unknown-parameter",
        "?type=, invalid-parameter",
        "?type=request_submitted, invalid-parameter",
        "'?type=BUNDLE_SEALED,', invalid-parameter",
        "?type=BUNDLE_SEALED&type=BUNDLE_FAILED, invalid-parameter",
        "?from=first, invalid-parameter",
        "?wait=26, invalid-parameter",
        "?wait=-1, invalid-parameter",
        "?wait=1.5, invalid-parameter",
        "?limit=0, invalid-parameter",
        "?limit=201, invalid-parameter",
        "?cursor=, invalid-cursor",
        "?cursor=AAAA, invalid-cursor"
    })
    void whatIsNotDocumentedIsRefused(String query, String slug) {
        problem(parties.newPartyWith(Role.CONTRIBUTOR).request().get(PATH + query), 400, slug);
    }

    @Test
    void onlyOldEventsGoAndNeverTheNewestOfAnOrganisation() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        QuarkusTransaction.requiringNew().run(() -> {
            for (String subject : List.of("req_a", "req_b")) {
                entities.createNativeQuery(
                                "insert into feed_event (event, party, happening, subject, happened_at)"
                                        + " values (?1, ?2, 'REQUEST_SUBMITTED', ?3, date_trunc('milliseconds', now()) - interval '100 days')")
                        .setParameter(1, "evt_old_" + subject + actor.party())
                        .setParameter(2, actor.party())
                        .setParameter(3, subject)
                        .executeUpdate();
            }
        });
        settle();
        assertThat(read(actor, "").getList("items.subject")).containsExactly("req_a", "req_b");
        QuarkusTransaction.requiringNew().run(() -> {
            scope.enterSystem();
            rows.sweep(Instant.now().minus(Duration.ofDays(90)), 500);
        });
        assertThat(read(actor, "").getList("items.subject")).containsExactly("req_b");
        tell(actor, Happening.REQUEST_AMENDED, "req_c");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enterSystem();
                    entities.createNativeQuery("delete from feed_event where party = ?1")
                            .setParameter(1, actor.party())
                            .executeUpdate();
                }))
                .hasMessageContaining("an event of the last week stays");
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    scope.enterSystem();
                    entities.createNativeQuery("update feed_event set subject = 'x'")
                            .executeUpdate();
                }))
                .hasMessageContaining("permission denied");
    }

    @Test
    void custodiansHearOfKeysThatWaitForThem() {
        TestParties.Actor custodian = parties.custodian();
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        owner.sends(Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem()))
                .post("/api/v1/parties/" + owner.party() + "/keys")
                .then()
                .statusCode(201);
        settle();
        // Other tests have registered keys, too: perhaps more than one page of them.
        List<Object> heard = new ArrayList<>();
        JsonPath page = read(custodian, "?type=PARTY_KEY_REGISTERED&limit=200");
        while (!page.getList("items").isEmpty()) {
            heard.addAll(page.getList("items.subject"));
            page = read(custodian, "?type=PARTY_KEY_REGISTERED&limit=200&cursor=" + page.getString("next"));
        }
        assertThat(heard).contains(owner.party());
    }

    private long statements(String party) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return ((Number) entities.createNativeQuery(
                                    "select coalesce(sum(next_seq), 0) from custody_stream where owner_party = ?1")
                            .setParameter(1, party)
                            .getSingleResult())
                    .longValue();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
