package org.sillok.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.feed.core.Answer;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.WebhookSecret;
import org.sillok.feed.db.DeliveryRows;
import org.sillok.feed.db.FeedRows;
import org.sillok.feed.db.WebhookRows;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.StandingClock;
import org.sillok.platform.PostgresTestResource;

/** Webhooks and their deliveries, which this test makes itself, by a clock that it moves. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WebhooksTest {
    private static final String PATH = "/api/v1/webhooks";
    private static final String NOWHERE = "/whk_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    Feed feed;

    @Inject
    WebhookRows webhooks;

    @Inject
    DeliveryRows deliveries;

    @Inject
    FeedRows events;

    @Inject
    WebhookSeals seals;

    @Inject
    Receivers receivers;

    @Inject
    FeedSettings settings;

    @Inject
    FeedConfig config;

    @Inject
    Randomness randomness;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    private final StandingClock clock = new StandingClock(Instant.now().plusSeconds(60));
    private DeliveryLedger ledger;

    @BeforeEach
    void nothingOfOthers() {
        system("delete from feed_webhook");
        ledger = new DeliveryLedger(
                webhooks, deliveries, events, seals, feed, scope, clock, randomness, config, settings);
    }

    @Test
    void anEventIsDeliveredOnceSignedAndWithoutContent() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        tell(actor, Happening.REQUEST_WITHDRAWN, "req_before");
        try (Receiver receiver = new Receiver()) {
            JsonPath made = register(actor, receiver, "REQUEST_SUBMITTED", "REQUEST_AMENDED");
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            tell(actor, Happening.BUNDLE_SEALED, "bnd_a");
            deliverAll();
            deliverAll();
            assertThat(receiver.received()).hasSize(1);
            Receiver.Received received = receiver.received().get(0);
            assertThat(received.path()).isEqualTo("/hook?token=verysecret");
            assertThat(received.body())
                    .matches(
                            "\\{\"type\":\"REQUEST_SUBMITTED\",\"timestamp\":\"[^\"]*Z\",\"data\":\\{\"id\":\"evt_[a-z2-7]{26}\","
                                    + "\"subject\":\"req_a\"}}");
            assertThat(received.body()).contains(received.header("webhook-id"));
            assertThat(received.header("webhook-signature"))
                    .isEqualTo(WebhookSecret.parse(made.getString("secret"))
                            .sign(
                                    received.header("webhook-id"),
                                    Long.parseLong(received.header("webhook-timestamp")),
                                    Bytes.utf8(received.body())));
            deliveries(actor, made.getString("id"))
                    .then()
                    .body("items", hasSize(1))
                    .body("items[0].state", equalTo("DELIVERED"))
                    .body("items[0].status", equalTo(204))
                    .body("items[0].attempts", equalTo(1))
                    .body("items[0].event.subject", equalTo("req_a"))
                    .body("items[0]", not(hasKey("nextAttempt")));
        }
    }

    @Test
    void whatFailsIsTriedAgainLaterAndLaterAndThenGivenUp() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            receiver.answers(500);
            String id = register(actor, receiver).getString("id");
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            deliverAll();
            deliverAll();
            assertThat(receiver.received()).as("not at once again").hasSize(1);
            List<Duration> waits = config.webhookRetries();
            for (int i = 0; i < waits.size(); i++) {
                Duration most = waits.get(i).multipliedBy(6).dividedBy(5);
                clock.move(waits.get(i).minusMillis(2));
                deliverAll();
                assertThat(receiver.received()).hasSize(i + 1);
                clock.move(most.minus(waits.get(i)).plusMillis(4));
                deliverAll();
                assertThat(receiver.received()).hasSize(i + 2);
            }
            assertThat(receiver.received().stream()
                            .map(each -> each.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
            clock.move(Duration.ofDays(1));
            deliverAll();
            assertThat(receiver.received()).hasSize(waits.size() + 1);
            deliveries(actor, id)
                    .then()
                    .body("items[0].state", equalTo("FAILED"))
                    .body("items[0].problem", equalTo("REFUSED_BY_RECEIVER"))
                    .body("items[0].status", equalTo(500));
            actor.request().get(PATH + "/" + id).then().body("state", equalTo("ACTIVE"));
            clock.move(Duration.ofDays(2));
            tell(actor, Happening.REQUEST_AMENDED, "req_a");
            deliverAll();
            actor.request()
                    .get(PATH + "/" + id)
                    .then()
                    .body("state", equalTo("PAUSED"))
                    .body("pauseReason", equalTo("FAILING"));
            problem(actor.request().post(PATH + "/" + id + "/test"), 409, "conflict");
            settle();
            actor.request()
                    .get("/api/v1/events?type=WEBHOOK_PAUSED")
                    .then()
                    .body("items.subject", equalTo(List.of(id)));
            int before = receiver.received().size();
            tell(actor, Happening.REQUEST_EXPIRED, "req_a");
            clock.move(Duration.ofDays(1));
            deliverAll();
            assertThat(receiver.received()).hasSize(before);
            receiver.answers(200);
            actor.request()
                    .post(PATH + "/" + id + "/resume")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("ACTIVE"))
                    .body("$", not(hasKey("failingSince")));
            deliverAll();
            assertThat(receiver.received()).as("AMENDED, PAUSED, EXPIRED").hasSize(before + 3);
        }
    }

    @Test
    void anAttemptThatTheProcessDidNotSurviveIsMadeAgain() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            String id = register(actor, receiver).getString("id");
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            spread();
            DeliveryLedger.Attempt lost = claim().orElseThrow();
            assertThat(claim()).as("somebody is at it").isEmpty();
            system("update feed_delivery set lease_until = clock_timestamp() - interval '1 second'");
            deliverAll();
            assertThat(receiver.received()).hasSize(1);
            // The first process was only slow: what it writes changes nothing.
            ended(lost, new Answer.Status(500));
            deliveries(actor, id)
                    .then()
                    .body("items[0].state", equalTo("DELIVERED"))
                    .body("items[0].attempts", equalTo(2));
        }
    }

    @Test
    void severalDeliverersTakeEachEventOnce() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            register(actor, receiver);
            for (int i = 0; i < 30; i++) {
                tell(actor, Happening.REQUEST_SUBMITTED, "req_" + i);
            }
            List<CompletableFuture<Void>> deliverers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                deliverers.add(CompletableFuture.runAsync(this::deliverAll));
            }
            CompletableFuture.allOf(deliverers.toArray(CompletableFuture[]::new))
                    .get(60, TimeUnit.SECONDS);
            deliverAll();
            assertThat(receiver.received()).hasSize(30);
            assertThat(receiver.received().stream()
                            .map(each -> each.header("webhook-id"))
                            .distinct())
                    .hasSize(30);
        }
    }

    @Test
    void redirectsAreNotFollowedAndWhoIsGoneIsLeftAlone() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            receiver.answers(302);
            String id = register(actor, receiver).getString("id");
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            deliverAll();
            assertThat(receiver.received()).hasSize(1);
            deliveries(actor, id)
                    .then()
                    .body("items[0].status", equalTo(302))
                    .body("items[0].state", equalTo("WAITING"));
            receiver.answers(410);
            clock.move(Duration.ofMinutes(1));
            deliverAll();
            actor.request().get(PATH + "/" + id).then().body("pauseReason", equalTo("GONE"));
        }
    }

    @Test
    void aNameThatLeadsToRefusedAddressesIsNotCalled() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = actor.sends(Map.of("url", "https://nowhere.invalid/"))
                .post(PATH)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
        deliverAll();
        deliveries(actor, id)
                .then()
                .body("items[0].problem", equalTo("ADDRESS_REFUSED"))
                .body("items[0]", not(hasKey("status")));
    }

    @Test
    void aTestTakesTheWayOfAllEventsToThisWebhookAlone() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.INVESTIGATOR);
        try (Receiver receiver = new Receiver()) {
            String id = register(actor, receiver, "BUNDLE_SEALED").getString("id");
            register(actor, receiver);
            String event = actor.request()
                    .post(PATH + "/" + id + "/test")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("event");
            problem(actor.request().post(PATH + "/" + id + "/test"), 409, "conflict");
            deliverAll();
            assertThat(receiver.received()).hasSize(1);
            assertThat(receiver.received().get(0).header("webhook-id")).isEqualTo(event);
            assertThat(receiver.received().get(0).body()).contains("WEBHOOK_TEST", id);
            actor.request().post(PATH + "/" + id + "/test").then().statusCode(202);
        }
    }

    @Test
    void aNewSecretSignsAtOnceAndTheOldOneAlongWithIt() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            JsonPath made = register(actor, receiver);
            String secret = actor.request()
                    .post(PATH + "/" + made.getString("id") + "/secret")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .extract()
                    .path("secret");
            assertThat(secret).startsWith("whsec_").isNotEqualTo(made.getString("secret"));
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            deliverAll();
            Receiver.Received received = receiver.received().get(0);
            String[] signatures = received.header("webhook-signature").split(" ");
            List<String> expected = new ArrayList<>();
            for (String each : List.of(secret, made.getString("secret"))) {
                expected.add(WebhookSecret.parse(each)
                        .sign(
                                received.header("webhook-id"),
                                Long.parseLong(received.header("webhook-timestamp")),
                                Bytes.utf8(received.body())));
            }
            assertThat(signatures).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void anOrganisationThatWasStoppedHearsNothingUntilItGoesOn() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        try (Receiver receiver = new Receiver()) {
            register(actor, receiver);
            tell(actor, Happening.REQUEST_SUBMITTED, "req_a");
            system("update identity_party set status = 'INACTIVE' where id = '" + actor.party() + "'");
            deliverAll();
            assertThat(receiver.received()).isEmpty();
            system("update identity_party set status = 'ACTIVE' where id = '" + actor.party() + "'");
            deliverAll();
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void theSecretIsShownOnceAndNothingOfTheAddressIsInClear() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("url", "https://hooks.example.org/a?token=verysecret");
        Response first = actor.sends(body).header("Idempotency-Key", key).post(PATH);
        String id = first.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/webhooks/whk_[a-z2-7]{26}"))
                .header("Cache-Control", "no-store")
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("state", equalTo("ACTIVE"))
                .extract()
                .path("id");
        actor.sends(body)
                .header("Idempotency-Key", key)
                .post(PATH)
                .then()
                .statusCode(201)
                .body("id", equalTo(id))
                .body("$", not(hasKey("secret")));
        problem(
                actor.sends(Map.of("url", "https://other.example.org/"))
                        .header("Idempotency-Key", key)
                        .post(PATH),
                422,
                "idempotency-key-reused");
        actor.request()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("url", equalTo("https://hooks.example.org/a?token=verysecret"))
                .body("$", not(hasKey("secret")));
        actor.request()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id));
        String row = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return (String) entities.createNativeQuery(
                            "select encode(sealed, 'escape') || cast(w as text) from feed_webhook w where id = ?1")
                    .setParameter(1, id)
                    .getSingleResult();
        });
        assertThat(row)
                .doesNotContain("hooks.example")
                .doesNotContain("verysecret")
                .doesNotContain("whsec");
        actor.request().delete(PATH + "/" + id).then().statusCode(204);
        problem(actor.request().delete(PATH + "/" + id), 404, "not-found");
        actor.request().get(PATH).then().body("items", hasSize(0));
    }

    @Test
    void pausingIsHarmlessWhenRepeated() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String one = PATH + "/"
                + actor.sends(Map.of("url", "https://hooks.example.org/"))
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        for (int i = 0; i < 2; i++) {
            actor.request().post(one + "/pause").then().statusCode(200).body("pauseReason", equalTo("BY_USER"));
        }
        for (int i = 0; i < 2; i++) {
            actor.request().post(one + "/resume").then().statusCode(200).body("state", equalTo("ACTIVE"));
        }
        problem(actor.request().get(one + "/deliveries?state=waiting"), 400, "invalid-parameter");
        problem(actor.request().get(one + "?x=1"), 400, "unknown-parameter");
    }

    @Test
    void anOrganisationHasSoManyWebhooksAndNoMore() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        for (int i = 0; i < config.webhooks(); i++) {
            actor.sends(Map.of("url", "https://hooks.example.org/"))
                    .post(PATH)
                    .then()
                    .statusCode(201);
        }
        problem(actor.sends(Map.of("url", "https://hooks.example.org/")).post(PATH), 409, "conflict");
    }

    @Test
    void everyRouteIsForTheOwnOrganisationAndItsRolesOnly() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor auditor = parties.userOf(owner.party(), Role.AUDITOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        Map<String, Object> body = Map.of("url", "https://hooks.example.org/");
        String id = "/"
                + owner.sends(body).post(PATH).then().statusCode(201).extract().path("id");
        given().contentType("application/json").body(body).post(PATH).then().statusCode(401);
        given().get(PATH).then().statusCode(401);
        problem(auditor.sends(body).post(PATH), 403, "forbidden");
        problem(auditor.request().get(PATH), 403, "forbidden");
        other.request().get(PATH).then().statusCode(200).body("items", hasSize(0));
        for (String route : List.of(
                "GET ", "DELETE ", "POST /pause", "POST /resume", "POST /secret", "POST /test", "GET /deliveries")) {
            String verb = route.substring(0, route.indexOf(' '));
            String rest = route.substring(route.indexOf(' ') + 1);
            given().request(verb, PATH + id + rest).then().statusCode(401);
            problem(auditor.request().request(verb, PATH + id + rest), 403, "forbidden");
            problem(other.request().request(verb, PATH + id + rest), 404, "not-found");
            problem(parties.custodian().request().request(verb, PATH + id + rest), 404, "not-found");
            problem(owner.request().request(verb, PATH + NOWHERE + rest), 404, "not-found");
            problem(owner.request().request(verb, PATH + "/x" + rest), 404, "not-found");
        }
        owner.request().get(PATH + id).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                              | invalid-field  | /url",
                "{\"url\":\"https://u:p@example.org/\"}                          | invalid-field  | /url",
                "{\"url\":\"https://169.254.169.254/latest\"}                    | invalid-field  | /url",
                "{\"url\":\"https://[::1]/\"}                                    | invalid-field  | /url",
                "{\"url\":\"https://2130706433/\"}                               | invalid-field  | /url",
                "{\"url\":\"ftp://example.org/\"}                                | invalid-field  | /url",
                "{\"url\":\"https://example.org/\",\"types\":[]}                 | invalid-field  | /types",
                "{\"url\":\"https://example.org/\",\"types\":[\"ANY\"]}          | invalid-field  | /types/0",
                "{\"url\":\"https://example.org/\",\"types\":[\"BUNDLE_SEALED\",\"BUNDLE_SEALED\"]} | invalid-field | /types/1",
                "{\"url\":\"https://example.org/\",\"secret\":\"x\"}             | unknown-field  | /secret",
            })
    void whatAWebhookDoesNotHaveIsRefused(String body, String slug, String pointer) {
        parties.newPartyWith(Role.CONTRIBUTOR)
                .sends(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", equalTo(pointer));
    }

    private JsonPath register(TestParties.Actor actor, Receiver receiver, String... types) {
        Map<String, Object> body =
                types.length == 0 ? Map.of("url", receiver.url()) : Map.of("url", receiver.url(), "types", types);
        return actor.sends(body).post(PATH).then().statusCode(201).extract().jsonPath();
    }

    private Response deliveries(TestParties.Actor actor, String id) {
        Response answer = actor.request().get(PATH + "/" + id + "/deliveries");
        answer.then().statusCode(200);
        return answer;
    }

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

    private void deliverAll() {
        spread();
        try {
            for (Optional<DeliveryLedger.Attempt> attempt = claim(); attempt.isPresent(); attempt = claim()) {
                ended(attempt.get(), receivers.send(attempt.get()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void spread() {
        QuarkusTransaction.requiringNew().run(() -> ledger.spread());
    }

    private Optional<DeliveryLedger.Attempt> claim() {
        return QuarkusTransaction.requiringNew().call(() -> ledger.claim());
    }

    private void ended(DeliveryLedger.Attempt attempt, Answer answer) {
        QuarkusTransaction.requiringNew().run(() -> ledger.ended(attempt, answer));
    }

    private void system(String statement) {
        QuarkusTransaction.requiringNew().run(() -> {
            scope.enterSystem();
            entities.createNativeQuery(statement).executeUpdate();
        });
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
