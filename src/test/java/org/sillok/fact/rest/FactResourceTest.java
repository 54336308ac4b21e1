package org.sillok.fact.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.StreamKind;
import org.sillok.fact.FactsOnRecord;
import org.sillok.fact.db.FactRows;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;
import org.sillok.platform.PostgresTestResource;
import org.sillok.terms.Fact;
import org.sillok.vault.Vault;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FactResourceTest {
    private static final String PATH = "/api/v1/facts";

    @Inject
    TestParties parties;

    @Inject
    FactsOnRecord onRecord;

    @Inject
    FactRows rows;

    @Inject
    Scope scope;

    @Inject
    CustodyInspection custody;

    @Inject
    Vault vault;

    private TestParties.Actor first;
    private TestParties.Actor second;
    private String party;

    @BeforeEach
    void twoCustodians() {
        first = parties.custodian();
        second = parties.userOf(first.party(), Role.CUSTODIAN);
        party = parties.newParty();
    }

    @Test
    void aFactThatOpensCountsOnceASecondCustodianAgrees() {
        long before = statements();
        String one = recorded("FAIR_TRIAL", true, "PENDING");
        assertThat(counting()).isEmpty();
        problem(first.request().post(one + "/confirm"), 409, "conflict");
        second.request().post(one + "/confirm").then().statusCode(200).body("state", equalTo("IN_EFFECT"));
        assertThat(counting()).hasSize(1);
        problem(second.request().post(one + "/confirm"), 409, "conflict");
        assertThat(statements()).isEqualTo(before + 2);
        withdraw(first, one, "WITHDRAWN");
        assertThat(counting()).isEmpty();
        assertThat(statements()).isEqualTo(before + 3);
        problem(second.sends(Map.of("reason", "again")).post(one + "/withdraw"), 409, "conflict");
        first.request()
                .get(one)
                .then()
                .statusCode(200)
                .body("withdrawal.reason", equalTo("잘못 기록됨"))
                .body("confirmedBy", equalTo(second.user()));
    }

    @Test
    void aFactThatClosesCountsAtOnceAndUntilTwoHaveTakenItBack() {
        String one = recorded("DEATH_PENALTY", true, "IN_EFFECT");
        assertThat(counting()).hasSize(1);
        withdraw(first, one, "WITHDRAWAL_PENDING");
        assertThat(counting()).hasSize(1);
        problem(first.request().post(one + "/confirm"), 409, "conflict");
        second.request().post(one + "/confirm").then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        assertThat(counting()).isEmpty();
    }

    @Test
    void factsThatDisagreeAreBothHandedOver() {
        recorded("IN_ABSENTIA", true, "IN_EFFECT");
        String no = recorded("IN_ABSENTIA", false, "PENDING");
        second.request().post(no + "/confirm").then().statusCode(200);
        assertThat(counting()).extracting(Fact::value).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void contributorsReadFactsButNotWhatACaseIsCalled() {
        Map<String, Object> body = body("DEATH_PENALTY", true);
        body.put("caseRef", "ICC-01/26");
        String id = first.sends(body).post(PATH).path("id");
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        contributor
                .request()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("caseLimited", equalTo(true))
                .body("caseRef", nullValue())
                .body("reasons", equalTo("서면 보고"));
        first.request().get(PATH + "/" + id).then().body("caseRef", equalTo("ICC-01/26"));
        assertThat(counting())
                .singleElement()
                .satisfies(fact -> assertThat(fact.caseRef()).isNotNull());
        contributor
                .request()
                .get(PATH + "?subject=" + party + "&type=DEATH_PENALTY&at=2098-01-01T00:00:00.000Z")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
        contributor
                .request()
                .get(PATH + "?subject=" + party + "&at=2100-01-01T00:00:00.000Z")
                .then()
                .body("items", hasSize(0));
        problem(contributor.request().get(PATH + "?subject=nobody"), 400, "invalid-parameter");
        problem(contributor.sends(body).post(PATH), 403, "forbidden");
        problem(contributor.request().post(PATH + "/" + id + "/confirm"), 403, "forbidden");
        problem(contributor.sends(Map.of("reason", "x")).post(PATH + "/" + id + "/withdraw"), 403, "forbidden");
    }

    @Test
    void nobodyElseReadsFacts() {
        String one = recorded("DEATH_PENALTY", true, "IN_EFFECT");
        TestParties.Actor investigator = parties.newPartyWith(Role.INVESTIGATOR, Role.AUDITOR);
        problem(investigator.request().get(one), 403, "forbidden");
        problem(investigator.request().get(PATH), 403, "forbidden");
        problem(first.request().get(PATH + "/fct_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404, "not-found");
        problem(first.request().post(PATH + "/fct_x/confirm"), 404, "not-found");
        problem(first.sends(Map.of("reason", "x")).post(PATH + "/fct_x/withdraw"), 404, "not-found");
        given().get(PATH).then().statusCode(401);
        given().get(one).then().statusCode(401);
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(401);
        given().post(one + "/confirm").then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post(one + "/withdraw")
                .then()
                .statusCode(401);
    }

    @Test
    void factsAboutAStateAndPagesOfThem() {
        for (int i = 0; i < 3; i++) {
            Map<String, Object> body = body("IN_ABSENTIA", true);
            body.put("subject", Map.of("state", "SM"));
            body.put(
                    "document",
                    i == 0
                            ? Map.of("sha256", "0".repeat(64))
                            : Map.of("item", "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa", "version", i));
            first.sends(body).post(PATH).then().statusCode(201);
        }
        var page = first.request()
                .get(PATH + "?subject=SM&limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .jsonPath();
        first.request()
                .get(PATH + "?subject=SM&limit=2&cursor=" + page.getString("next"))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].document.version", equalTo(2));
        List<Fact> facts = QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return onRecord.about(Set.of(), Set.of(new StateCode("SM"), new StateCode("KR")));
        });
        assertThat(facts).hasSize(3);
    }

    @Test
    void aRepetitionRecordsNothing() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = body("DEATH_PENALTY", true);
        String id = first.sends(body).header("Idempotency-Key", key).post(PATH).path("id");
        assertThat(first.sends(body).header("Idempotency-Key", key).post(PATH).<String>path("id"))
                .isEqualTo(id);
        assertThat(counting()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "validUntil |                                             | /validUntil",
                "validUntil | 2020-01-01T00:00:00.000Z                    | /validUntil",
                "validUntil | 2098-01-01T00:00:00.000+09:00               | /validUntil",
                "validUntil | 2098-01-01T00:00:00Z                        | /validUntil",
                "validUntil | 4039372800                                  | /validUntil",
                "validFrom  | 2098-01-01T00:00:00+09:00                   | /validFrom",
                "subject    | {}                                          | /subject",
                "subject    | {\"state\":\"XX\"}                              | /subject/state",
                "subject    | {\"party\":\"pty_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}  | /subject/party",
                "type       | UNFAIR                                      | /type",
                "value      |                                             | /value",
                "assertedBy | ' '                                         | /assertedBy",
                "assertedOn | yesterday                                   | /assertedOn",
                "reasons    |                                             | /reasons",
                "document   | {\"sha256\":\"00\"}                             | /document/sha256",
                "document   | {\"item\":\"itm_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}   | /document",
            })
    void whatIsNoJudgementIsRefused(String field, String value, String pointer) {
        Map<String, Object> body = body("DEATH_PENALTY", true);
        if (value == null) {
            body.remove(field);
        } else {
            body.put(
                    field,
                    value.startsWith("{")
                            ? io.restassured.path.json.JsonPath.from(value).getMap("$")
                            : value);
        }
        first.sends(body).post(PATH).then().statusCode(400).body("pointer", equalTo(pointer));
        problem(first.sends(Map.of("name", "x")).post(PATH), 400, "unknown-field");
    }

    @Test
    void aConfirmationAndAWithdrawalAtOnceAreRecordedInTheOrderInWhichTheyCount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 3; i++) {
                String one = recorded("FAIR_TRIAL", true, "PENDING");
                long before = statements();
                Callable<Integer> confirm =
                        () -> second.request().post(one + "/confirm").statusCode();
                Callable<Integer> withdraw = () -> first.sends(Map.of("reason", "wrong"))
                        .post(one + "/withdraw")
                        .statusCode();
                List<Future<Integer>> steps = new ArrayList<>();
                QuarkusTransaction.requiringNew().run(() -> {
                    rows.hold(one.substring(PATH.length() + 1));
                    steps.add(threads.submit(confirm));
                    steps.add(threads.submit(withdraw));
                    assertThatThrownBy(() -> steps.get(1).get(300, TimeUnit.MILLISECONDS))
                            .isInstanceOf(TimeoutException.class);
                    assertThat(steps.get(0).isDone())
                            .as("each waits for the step before it")
                            .isFalse();
                });
                int confirmed = steps.get(0).get();
                assertThat(steps.get(1).get()).isEqualTo(200);
                assertThat(confirmed).isIn(200, 409);
                first.request().get(one).then().body("state", equalTo("WITHDRAWN"));
                assertThat(statements()).isEqualTo(before + (confirmed == 200 ? 2 : 1));
                assertThat(counting()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String recorded(String type, boolean value, String state) {
        String id = first.sends(body(type, value))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("state", equalTo(state))
                .extract()
                .path("id");
        return PATH + "/" + id;
    }

    private static void withdraw(TestParties.Actor actor, String one, String state) {
        actor.sends(Map.of("reason", "잘못 기록됨"))
                .post(one + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo(state));
    }

    private Map<String, Object> body(String type, boolean value) {
        return new HashMap<>(Map.of(
                "subject", Map.of("party", party),
                "type", type,
                "value", value,
                "validUntil", "2099-01-01T00:00:00.000Z",
                "assertedBy", "가상 조사 위원회",
                "assertedOn", "2026-03",
                "reasons", "서면 보고"));
    }

    private List<Fact> counting() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return onRecord.about(Set.of(new PartyId(party)), Set.of());
        });
    }

    /** Statements about facts; others are written to the same stream at any time. */
    private long statements() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return custody.streamsOf(StreamKind.REPOSITORY, List.of("repository")).stream()
                    .flatMap(stream -> custody.ofStream(stream.id(), 0, 10_000).stream())
                    .filter(this::isAboutFacts)
                    .count();
        });
    }

    private boolean isAboutFacts(StoredStatement statement) {
        OpenedDisclosures opened = custody.open(
                statement.kept(),
                Confidentiality.ACCOUNTABILITY,
                statement.stream(),
                statement.seq(),
                vault.keysOf(statement.kept().keySubject()));
        return ((OpenedDisclosures.Opened) opened)
                .disclosures().stream()
                        .map(Disclosure::fact)
                        .filter(fact -> fact.name().field() == Field.TYPE)
                        .anyMatch(fact -> fact.value().asText().startsWith("FACT_"));
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
