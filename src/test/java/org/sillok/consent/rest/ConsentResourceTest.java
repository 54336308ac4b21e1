package org.sillok.consent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.sillok.consent.TestConsents.CONSENTS;
import static org.sillok.consent.TestConsents.ITEMS;
import static org.sillok.consent.TestConsents.LONG_AGO;
import static org.sillok.consent.TestConsents.addEvent;
import static org.sillok.consent.TestConsents.addVersion;
import static org.sillok.consent.TestConsents.begin;
import static org.sillok.consent.TestConsents.bind;
import static org.sillok.consent.TestConsents.confirm;
import static org.sillok.consent.TestConsents.event;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.consent.TestConsents.get;
import static org.sillok.consent.TestConsents.given;
import static org.sillok.consent.TestConsents.item;
import static org.sillok.consent.TestConsents.permit;
import static org.sillok.consent.TestConsents.proven;
import static org.sillok.consent.TestConsents.signed;
import static org.sillok.consent.TestConsents.source;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Timestamps;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ConsentResourceTest {
    private static final String SPRING = "2024-04-01T00:00:00.000Z";
    private static final String SUMMER = "2024-07-01T00:00:00.000Z";

    @Inject
    TestParties parties;

    private Actor ngo;
    private Actor colleague;
    private String person;
    private String form;

    @BeforeEach
    void anOrganisationOfTwoWithASource() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        person = source(ngo, "PERSON");
        form = item(ngo);
    }

    @Test
    void aConsentIsRecordedAsItWasSaid() {
        String notice = ngo.sends(Map.of(
                        "language", "ko",
                        "medium", "READ_ALOUD",
                        "points", List.of("PURPOSES", "WITHDRAWAL"),
                        "text", "가상의 안내문 \u202e bidi"))
                .post("/api/v1/notices")
                .then()
                .statusCode(201)
                .body("versions", hasSize(1))
                .extract()
                .path("id");
        Map<String, Object> version = signed(form, permit("1", "DISCOVER"));
        version.put("notice", Map.of("id", notice, "version", 1));
        version.put("note", "said twice\nin a low voice \u202e");
        version.put("validUntil", "2099-01-01T00:00:00.000Z");
        Response created = begin(ngo, person, event("GIVEN", LONG_AGO), version);
        created.then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/consents/con_[a-z2-7]{26}"))
                .body("state", equalTo("GIVEN"))
                .body("inForce", equalTo(true))
                .body("current.terms[0].id", equalTo("1"))
                .body("current.note", equalTo("said twice\nin a low voice \u202e"))
                .body("current.givenAt", equalTo("2024-01~"))
                .body("current.notice.id", equalTo(notice))
                .body("current.form.item", equalTo(form))
                .body("pending", hasSize(0));
        String path = CONSENTS + created.path("id");
        ngo.request()
                .header("If-None-Match", created.header("ETag"))
                .get(path)
                .then()
                .statusCode(304);
        ngo.request().get(path + "/versions/1").then().statusCode(200).body("number", equalTo(1));
        ngo.request().get(path + "/versions/2").then().statusCode(404);
        ngo.request()
                .get("/api/v1/consents?source=" + person + "&state=GIVEN")
                .then()
                .body("items", hasSize(1));
        ngo.request().get("/api/v1/consents?state=REFUSED").then().body("items", hasSize(0));
        ngo.request().get("/api/v1/notices").then().body("items[0].versions[0].text", nullValue());
        ngo.request().get("/api/v1/notices/" + notice).then().body("versions[0].language", equalTo("ko"));
    }

    @Test
    void onlyContributorsOfTheOrganisationSeeOrWrite() {
        String consent = given(ngo, person, form);
        String item = item(ngo);
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor auditor = parties.userOf(ngo.party(), Role.AUDITOR, Role.INVESTIGATOR);
        Map<String, Object> withdrawal = event("WITHDRAWN", SPRING);
        withdrawal.put("by", "SELF");
        for (String path : List.of(
                CONSENTS + consent,
                CONSENTS + consent + "/versions",
                CONSENTS + consent + "/events",
                ITEMS + item + "/bindings",
                "/api/v1/sources/" + person + "/naming")) {
            problem(other.request().get(path), 404, "not-found");
            problem(auditor.request().get(path), 403, "forbidden");
        }
        problem(addEvent(other, consent, withdrawal), 404, "not-found");
        problem(addEvent(auditor, consent, withdrawal), 403, "forbidden");
        problem(bind(other, item, null, consent), 404, "not-found");
        problem(bind(other, item(other), null, consent), 400, "invalid-field");
        problem(begin(other, person, event("GIVEN", LONG_AGO), signed(item(other))), 400, "invalid-field");
        problem(begin(other, source(other, "PERSON"), event("GIVEN", LONG_AGO), signed(form)), 400, "invalid-field");
        problem(begin(auditor, person, event("GIVEN", LONG_AGO), signed(form)), 403, "forbidden");
        for (String list : List.of("/api/v1/consents", "/api/v1/notices", "/api/v1/consents/reviews")) {
            problem(auditor.request().get(list), 403, "forbidden");
            other.request().get(list).then().statusCode(200);
        }
        problem(ngo.request().get(CONSENTS + "con_x"), 404, "not-found");
        assertThat(get(ngo, consent).getString("state")).isEqualTo("GIVEN");
    }

    @Test
    void narrowingActsAtOnceAndWideningWaitsForAnotherPerson() {
        String consent = given(ngo, person, form, permit("1", "DISCOVER", "INSPECT"));
        problem(
                addVersion(ngo, consent, event("NARROWED", SPRING), signed(form, permit("1", "DISCOVER", "PUBLISH"))),
                409,
                "conflict");
        addVersion(ngo, consent, event("NARROWED", SPRING), signed(form, permit("1", "DISCOVER")))
                .then()
                .statusCode(201)
                .body("state", equalTo("NARROWED"))
                .body("current.number", equalTo(2));
        problem(
                addVersion(ngo, consent, event("WIDENED", SPRING), signed(form, permit("1", "DISCOVER", "INSPECT"))),
                409,
                "conflict");
        Response wider = addVersion(
                ngo, consent, proven("WIDENED", SUMMER, form), signed(form, permit("1", "DISCOVER", "INSPECT")));
        wider.then()
                .statusCode(202)
                .body("state", equalTo("NARROWED"))
                .body("current.number", equalTo(2))
                .body("pending", hasSize(1))
                .body("pending[0].version", equalTo(3));
        String proposal = wider.path("pending[0].id");
        problem(confirm(ngo, consent, proposal), 403, "forbidden");
        problem(confirm(parties.newPartyWith(Role.CONTRIBUTOR), consent, proposal), 404, "not-found");
        problem(confirm(parties.userOf(ngo.party(), Role.AUDITOR), consent, proposal), 403, "forbidden");
        confirm(colleague, consent, proposal)
                .then()
                .statusCode(201)
                .body("state", equalTo("WIDENED"))
                .body("current.number", equalTo(3))
                .body("pending", hasSize(0));
        problem(confirm(colleague, consent, proposal), 409, "conflict");
        ngo.request()
                .get(CONSENTS + consent + "/events")
                .then()
                .body("events", hasSize(3))
                .body("events[2].recordedBy", equalTo(ngo.user()))
                .body("events[2].confirmedBy", equalTo(colleague.user()))
                .body("events[2].reason", equalTo("asked again in person"));
    }

    @Test
    void ofTwoConfirmationsAtOnceOneCounts() {
        String consent = given(ngo, person, form, permit("1", "DISCOVER"));
        String proposal = addVersion(
                        ngo, consent, proven("WIDENED", SPRING, form), signed(form, permit("1", "DISCOVER", "INSPECT")))
                .path("pending[0].id");
        Actor third = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        List<Integer> answers = new ArrayList<>(List.of(colleague, third).stream()
                .map(actor -> CompletableFuture.supplyAsync(
                        () -> confirm(actor, consent, proposal).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList());
        Collections.sort(answers);
        assertThat(answers).containsExactly(201, 409);
        assertThat(get(ngo, consent).getInt("events")).isEqualTo(2);
    }

    @Test
    void aWithdrawalVoidsWhatWaitsAndIsNotUndoneByEarlierWords() throws Exception {
        String consent = given(ngo, person, form, permit("1", "DISCOVER"));
        String proposal = addVersion(
                        ngo, consent, proven("WIDENED", SUMMER, form), signed(form, permit("1", "DISCOVER", "INSPECT")))
                .path("pending[0].id");
        Instant before = Instant.now();
        Thread.sleep(5);
        Map<String, Object> withdrawal = event("WITHDRAWN", SPRING);
        withdrawal.put("by", "SELF");
        addEvent(ngo, consent, withdrawal)
                .then()
                .statusCode(201)
                .body("state", equalTo("WITHDRAWN"))
                .body("inForce", equalTo(false))
                .body("pending[0].current", equalTo(false));
        problem(confirm(colleague, consent, proposal), 409, "conflict");
        ngo.sends(Map.of("reason", "taken back"))
                .post(CONSENTS + consent + "/proposals/" + proposal + "/reject")
                .then()
                .statusCode(200)
                .body("pending", hasSize(0));
        problem(addVersion(ngo, consent, event("GIVEN", LONG_AGO), signed(form)), 409, "conflict");
        problem(addEvent(ngo, consent, event("REQUESTED", SUMMER)), 409, "conflict");
        Response again = addVersion(ngo, consent, proven("GIVEN", SUMMER, form), signed(form));
        again.then().statusCode(202).body("state", equalTo("WITHDRAWN"));
        confirm(colleague, consent, again.path("pending[0].id"))
                .then()
                .statusCode(201)
                .body("state", equalTo("GIVEN"));
        ngo.request()
                .queryParam("asOf", Timestamps.format(Timestamps.truncate(before)))
                .get(CONSENTS + consent + "/events")
                .then()
                .body("state", equalTo("GIVEN"))
                .body("events", hasSize(1))
                .body("version", equalTo(1));
    }

    @Test
    void whatCannotBeMeantIsRefusedWithItsPlace() {
        Map<String, Object> given = event("GIVEN", LONG_AGO);
        refused(event("GIVEN", "2999-01-01T00:00:00.000Z"), signed(form), "/event/saidAt");
        refused(event("WITHDRAWN", LONG_AGO), signed(form), "/event/state");
        refused(event("NARROWED", LONG_AGO), signed(form), "/event/state");
        refused(with("givenAt", "2999"), "/version/givenAt", "invalid-field");
        refused(with("givenAt", "yesterday"), "/version/givenAt", "invalid-date");
        refused(with("language", "xx-"), "/version/language", "invalid-language-tag");
        refused(with("language", null), "/version/language", "invalid-field");
        refused(with("form", null), "/version/form", "invalid-field");
        refused(with("method", "TELEPATHY"), "/version/method", "invalid-field");
        refused(with("expressedBy", "GUARDIAN"), "/version/capacity", "invalid-field");
        refused(with("nam", "Kim"), "/version/nam", "unknown-field");
        refused(with("note", "a\u0000b"), "/version/note", "invalid-field");
        refused(with("capacity", "x"), "/version/capacity", "invalid-field");
        refused(with("assessment", Map.of("ability", "NOT_ABLE")), "/version/assessment/ability", "invalid-field");
        refused(with("validUntil", "2024-01-01T00:00:00"), "/version/validUntil", "invalid-field");
        Map<String, Object> backwards = with("validFrom", "2026-01-01T00:00:00.000Z");
        backwards.put("validUntil", "2025-01-01T00:00:00.000Z");
        refused(backwards, "/version/validUntil", "invalid-field");
        refused(with("terms", List.of(Map.of("id", "1"))), "/version/terms/0/", "invalid-field");
        Map<String, Object> unknown = permit("1", "DISCOVER");
        unknown.put("conditions", List.of(Map.of("code", "BE_NICE")));
        refused(with("terms", List.of(unknown)), "/version/terms/0/conditions/0/code", "invalid-field");
        refused(
                with("terms", List.of(permit("1", "DISCOVER"), permit("1", "INSPECT"))),
                "/version/terms/1/id",
                "invalid-field");
        Map<String, Object> nothing = permit("1");
        refused(with("terms", List.of(nothing)), "/version/terms/0/actions", "invalid-field");
        List<Object> many = new ArrayList<>();
        for (int i = 0; i <= 500; i++) {
            many.add(permit("t" + i, "DISCOVER"));
        }
        refused(with("terms", many), "/version/terms", "invalid-field");
        List<Object> tooMany = Collections.nCopies(10_000, permit("1", "DISCOVER"));
        problem(begin(ngo, person, given, with("terms", tooMany)), 413, "payload-too-large");
        problem(
                ngo.sends("{\"source\":\"" + person + "\",\"event\":{\"state\":\"UNKNOWN\",\"saidAt\":\"" + LONG_AGO
                                + "\",\"reason\":\"\\ud800\"}}")
                        .post("/api/v1/consents"),
                400,
                "invalid-field");
        problem(begin(ngo, source(ngo, "PUBLIC_SOURCE"), given, signed(form)), 400, "invalid-field");
        ngo.request().get("/api/v1/consents").then().body("items", hasSize(0));
    }

    @Test
    void repeatingARequestChangesNothing() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("source", person, "event", event("REQUESTED", LONG_AGO));
        String first = ngo.sends(body)
                .header("Idempotency-Key", key)
                .post("/api/v1/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ngo.sends(body)
                .header("Idempotency-Key", key)
                .post("/api/v1/consents")
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
        String etag = ngo.request().get(CONSENTS + first).getHeader("ETag");
        Map<String, Object> change = Map.of("event", event("GIVEN", SPRING), "version", signed(form));
        problem(ngo.sends(change).post(CONSENTS + first + "/versions"), 428, "precondition-required");
        for (int i = 0; i < 2; i++) {
            ngo.sends(change)
                    .header("If-Match", etag)
                    .header("Idempotency-Key", key + "2")
                    .post(CONSENTS + first + "/versions")
                    .then()
                    .statusCode(201)
                    .body("events", equalTo(2));
        }
        problem(
                ngo.sends(change).header("If-Match", etag).post(CONSENTS + first + "/versions"),
                412,
                "precondition-failed");
    }

    @Test
    void removingABindingAndPublicSourcesTakeTwoPeople() {
        String item = item(ngo);
        String consent = given(ngo, person, form);
        String binding = bind(ngo, item, null, consent)
                .then()
                .statusCode(201)
                .body("items[0].version", nullValue())
                .extract()
                .path("items[0].id");
        problem(bind(ngo, item, null, consent), 409, "conflict");
        problem(bind(ngo, item, 2, consent), 400, "invalid-field");
        String path = ITEMS + item + "/bindings";
        problem(ngo.sends(Map.of("reason", "a mistake")).delete(path + "/" + binding), 400, "invalid-field");
        Map<String, Object> why = Map.of("reason", "a mistake", "evidence", evidence(form));
        Response proposed = ngo.sends(why).delete(path + "/" + binding);
        proposed.then().statusCode(202).body("items[0].removedAt", nullValue());
        String proposal = proposed.path("pending[0].id");
        problem(ngo.request().post(path + "/proposals/" + proposal + "/confirm"), 403, "forbidden");
        Response removed = colleague.request().post(path + "/proposals/" + proposal + "/confirm");
        removed.then().statusCode(201).body("pending", hasSize(0));
        assertThat(removed.<String>path("items[0].removedAt")).isNotNull();

        Map<String, Object> open = new HashMap<>(why);
        open.put("relation", "PROVIDED_BY");
        open.put("source", person);
        problem(ngo.sends(open).post(path), 400, "invalid-field");
        open.put("source", source(ngo, "PUBLIC_SOURCE"));
        Response waiting = ngo.sends(open).post(path);
        waiting.then().statusCode(202).body("items", hasSize(1));
        colleague
                .request()
                .post(path + "/proposals/" + waiting.path("pending[0].id") + "/confirm")
                .then()
                .statusCode(201)
                .body("items", hasSize(2))
                .body("items[1].confirmedBy", equalTo(colleague.user()));
        JsonPath statements =
                ngo.request().get(ITEMS + item + "/statements").then().extract().jsonPath();
        assertThat(statements.getList("items"))
                .as("deposited, bound, unbound, bound")
                .hasSize(4);
    }

    @Test
    void nobodyIsNamedUnlessTwoPeopleSaySo() {
        String path = "/api/v1/sources/" + person + "/naming";
        ngo.request().get(path).then().statusCode(200).body("current", equalTo("DO_NOT_NAME"));
        problem(ngo.sends(Map.of("decision", "MAY_NAME", "reason", "r")).post(path), 400, "invalid-field");
        Map<String, Object> name = Map.of(
                "decision", "MAY_NAME", "scope", "in reports", "reason", "asked for it", "evidence", evidence(form));
        Response waiting = ngo.sends(name).post(path);
        waiting.then().statusCode(202).body("current", equalTo("DO_NOT_NAME"));
        String proposal = waiting.path("pending[0].id");
        problem(ngo.request().post(path + "/proposals/" + proposal + "/confirm"), 403, "forbidden");
        colleague
                .request()
                .post(path + "/proposals/" + proposal + "/confirm")
                .then()
                .statusCode(201)
                .body("current", equalTo("MAY_NAME"))
                .body("decisions[0].scope", equalTo("in reports"));
        ngo.sends(Map.of("decision", "PSEUDONYM_ONLY", "reason", "a threat"))
                .post(path)
                .then()
                .statusCode(201)
                .body("current", equalTo("PSEUDONYM_ONLY"))
                .body("decisions", hasSize(2));
    }

    @Test
    void whatHasToBeLookedAtSoonComesFirst() {
        Instant now = Instant.now();
        Map<String, Object> later = signed(form);
        later.put("reviewBy", Timestamps.format(Timestamps.truncate(now.plus(Duration.ofDays(50)))));
        String second = begin(ngo, person, event("GIVEN", LONG_AGO), later).path("id");
        Map<String, Object> sooner = signed(form);
        sooner.put("validUntil", Timestamps.format(Timestamps.truncate(now.plus(Duration.ofDays(20)))));
        sooner.put(
                "minority",
                Map.of("majorityAt", Timestamps.format(Timestamps.truncate(now.plus(Duration.ofDays(10))))));
        String first = begin(ngo, person, event("GIVEN", LONG_AGO), sooner).path("id");
        Map<String, Object> far = signed(form);
        far.put("validUntil", Timestamps.format(Timestamps.truncate(now.plus(Duration.ofDays(400)))));
        begin(ngo, person, event("GIVEN", LONG_AGO), far).then().statusCode(201);
        given(ngo, person, form);
        JsonPath page = ngo.request()
                .get("/api/v1/consents/reviews")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.consent")).containsExactly(first, second);
        assertThat(page.getList("items[0].dues.reason")).containsExactly("MAJORITY", "END");
        JsonPath one = ngo.request().get("/api/v1/consents/reviews?limit=1").jsonPath();
        assertThat(one.getList("items.consent")).containsExactly(first);
        assertThat(ngo.request()
                        .get("/api/v1/consents/reviews?limit=1&cursor=" + one.getString("next"))
                        .jsonPath()
                        .getList("items.consent"))
                .containsExactly(second);
    }

    @Test
    void aConsentWhoseTimeIsOverIsExpiredAndTakesTwoPeopleToReaffirm() {
        Map<String, Object> over = signed(form);
        over.put("validUntil", "2025-01-01T00:00:00.000Z");
        String consent = begin(ngo, person, event("GIVEN", LONG_AGO), over)
                .then()
                .statusCode(201)
                .body("state", equalTo("EXPIRED"))
                .body("inForce", equalTo(false))
                .extract()
                .path("id");
        problem(addVersion(ngo, consent, event("GIVEN", SPRING), signed(form)), 409, "conflict");
        addEvent(ngo, consent, proven("REAFFIRMED", SPRING, form)).then().statusCode(202);
        addVersion(ngo, consent, proven("REAFFIRMED", SPRING, form), signed(form))
                .then()
                .statusCode(202)
                .body("pending", hasSize(2));
    }

    private Map<String, Object> with(String name, Object value) {
        Map<String, Object> version = signed(form);
        version.put(name, value);
        return version;
    }

    private void refused(Map<String, Object> version, String pointer, String slug) {
        begin(ngo, person, event("GIVEN", LONG_AGO), version)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/" + slug))
                .body("pointer", pointer.endsWith("/") ? matchesPattern(pointer + ".*") : equalTo(pointer));
    }

    private void refused(Map<String, Object> event, Map<String, Object> version, String pointer) {
        begin(ngo, person, event, version)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-field"))
                .body("pointer", equalTo(pointer));
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
