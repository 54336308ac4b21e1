package org.sillok.withdrawal.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.body;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.seen;
import static org.sillok.withdrawal.WithdrawalCast.statements;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.withdrawal.WithdrawalCast;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawalResourceTest {
    private static final String ABSENT = "wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Test
    void aSourceTakesItsConsentBackWithAllThatIsMadeFromIt() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        String derived = one.derivedFrom(one.item);
        String again = one.derivedFrom(derived);
        int before = statements(one.item);
        int after = statements(again);
        Map<String, Object> body = body("consent", one.consent, "RESTRICT", "SOURCE");
        body.put("reason", "she was threatened");
        String id = ngo.sends(body)
                .post(WITHDRAWALS)
                .then()
                .statusCode(201)
                .header("Location", containsString(WITHDRAWALS + "/wdr_"))
                .body("subject.consent", equalTo(one.consent))
                .body("level", equalTo("RESTRICT"))
                .body("state", equalTo("IN_FORCE"))
                .body("erasure", equalTo("NOT_ASKED"))
                .body("asked", equalTo("QUARANTINE"))
                .body("items", equalTo(3))
                .body("bundles", equalTo(0))
                .body("reason", equalTo("she was threatened"))
                .body("recordedBy", equalTo(ngo.user()))
                .extract()
                .path("id");
        JsonPath consent = TestConsents.get(ngo, one.consent);
        assertThat(consent.getString("state")).isEqualTo("WITHDRAWN");
        assertThat(statements(one.item)).as("WITHDRAWN and RESTRICTED").isEqualTo(before + 2);
        assertThat(statements(again)).isEqualTo(after + 2);
        ngo.request()
                .get("/api/v1/consents/" + one.consent + "/events")
                .then()
                .statusCode(200)
                .body("events[1].state", equalTo("WITHDRAWN"))
                .body("events[1].by", equalTo("SELF"))
                .body("events[1].reason", equalTo(id));
    }

    @Test
    void everythingFromASourceIsTakenBackAtOnce() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        String second =
                TestConsents.given(ngo, one.source, TestConsents.item(ngo), TestConsents.permit("1", "DISCOVER"));
        String item = TestConsents.item(ngo);
        TestConsents.bind(ngo, item, 1, second).then().statusCode(201);
        String id = id(withdraw(ngo, "source", one.source, "NO_FURTHER_USE", "NEXT_OF_KIN"));
        assertThat(seen(ngo, id).getInt("items")).isEqualTo(2);
        for (String consent : List.of(one.consent, second)) {
            assertThat(TestConsents.get(ngo, consent).getString("state")).isEqualTo("REVOKED_BY_OTHER");
        }
        withdraw(ngo, "source", one.source, "NO_FURTHER_USE", "NEXT_OF_KIN")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString(id));
        problem(withdraw(ngo, "source", one.source, "NO_NEW_SHARING", "NEXT_OF_KIN"), 409, "conflict");
        String more = id(withdraw(ngo, "source", one.source, "ERASE", "NEXT_OF_KIN"));
        assertThat(seen(ngo, more).getString("erasure")).isEqualTo("PENDING");
        assertThat(seen(ngo, more).getString("asked")).isEqualTo("DESTROY");
        id(withdraw(ngo, "source", one.source, "NO_NEW_SHARING", "ORGANISATION"));
    }

    @Test
    void anItemIsTakenBackWithoutTheConsentThatIsAboutOthersToo() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        int before = statements(one.item);
        String id = id(withdraw(ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        JsonPath seen = seen(ngo, id);
        assertThat(seen.getInt("items")).isEqualTo(1);
        assertThat(seen.getString("asked")).isNull();
        assertThat(seen.getString("respondBy")).isNull();
        assertThat(TestConsents.get(ngo, one.consent).getString("state")).isEqualTo("GIVEN");
        assertThat(statements(one.item)).isEqualTo(before + 1);
    }

    @Test
    void custodiansActForACourtWithItsOrderAndForSafety() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        Actor custodian = parties.custodian();
        problem(withdraw(custodian, "item", one.item, "RESTRICT", "COURT"), 400, "invalid-field");
        Actor clerk = parties.userOf(custodian.party(), Role.CONTRIBUTOR);
        Map<String, Object> ordered = body("item", one.item, "RESTRICT", "COURT");
        ordered.put("evidence", evidence(TestConsents.item(clerk)));
        ordered.put("reasonClass", "LEGAL");
        String id = id(custodian.sends(ordered).post(WITHDRAWALS));
        JsonPath theirs = seen(ngo, id);
        assertThat(theirs.getString("by")).isEqualTo("COURT");
        assertThat(theirs.getMap("$")).doesNotContainKeys("evidence", "reason", "recordedBy");
        ngo.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .body("items.findAll { it.subject == '" + id + "' }.type", equalTo(List.of("WITHDRAWAL_RECORDED")));
        problem(clerk.request().get(WITHDRAWALS + "/" + id), 404, "not-found");
        clerk.request().get(WITHDRAWALS).then().statusCode(200).body("items.id", not(hasItem(id)));
        id(withdraw(custodian, "source", one.source, "NO_FURTHER_USE", "REPOSITORY"));
        JsonPath events = ngo.request()
                .get("/api/v1/consents/" + one.consent + "/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(events.getString("events[-1].state")).isEqualTo("REVOKED_BY_OTHER");
        assertThat(events.getMap("events[-1]"))
                .as("which custodian did it is not the organisation's matter")
                .doesNotContainKey("recordedBy");
        assertThat(events.getString("events[0].recordedBy")).isEqualTo(ngo.user());
        for (String by : List.of("COURT", "REPOSITORY")) {
            Map<String, Object> erase = body("item", one.item, "ERASE", by);
            erase.put("evidence", evidence(TestConsents.item(clerk)));
            problem(custodian.sends(erase).post(WITHDRAWALS), 403, "forbidden");
            problem(withdraw(ngo, "item", one.item, "RESTRICT", by), 403, "forbidden");
        }
        for (String by : List.of("SOURCE", "GUARDIAN", "NEXT_OF_KIN", "ORGANISATION")) {
            problem(withdraw(custodian, "item", one.item, "NO_NEW_SHARING", by), 403, "forbidden");
        }
        problem(
                ngo.sends(Map.of("reason", "over", "evidence", evidence(TestConsents.item(ngo))))
                        .post(WITHDRAWALS + "/" + id + "/lift"),
                403,
                "forbidden");
    }

    @Test
    void whoDepositedItTooStopsItsUseAndNoMore() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(withdraw(joint, "item", one.item, "NO_NEW_SHARING", "ORGANISATION"), 404, "not-found");
        one.cast
                .ngo
                .sends(Map.of("party", joint.party()))
                .post("/api/v1/items/" + one.item + "/depositors")
                .then()
                .statusCode(201);
        problem(withdraw(joint, "item", one.item, "NO_NEW_SHARING", "ORGANISATION"), 404, "not-found");
        joint.request()
                .post("/api/v1/depositors/proposals/" + one.item + "/accept")
                .then()
                .statusCode(200);
        problem(withdraw(joint, "item", one.item, "RESTRICT", "ORGANISATION"), 403, "forbidden");
        problem(withdraw(joint, "item", one.item, "NO_NEW_SHARING", "SOURCE"), 403, "forbidden");
        problem(withdraw(joint, "consent", one.consent, "NO_NEW_SHARING", "ORGANISATION"), 404, "not-found");
        String id = id(withdraw(joint, "item", one.item, "NO_FURTHER_USE", "ORGANISATION"));
        assertThat(seen(one.cast.ngo, id).getString("recordedParty")).isEqualTo(joint.party());
        assertThat(seen(joint, id).getMap("$")).doesNotContainKeys("items", "bundles");
        problem(joint.request().get(WITHDRAWALS + "/" + id + "/impact"), 403, "forbidden");
        one.cast.ngo.request().get(WITHDRAWALS + "/" + id + "/impact").then().statusCode(200);
        String theirs = id(withdraw(one.cast.ngo, "item", one.item, "RESTRICT", "SOURCE"));
        one.cast
                .ngo
                .sends(Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(one.cast.ngo))))
                .post(WITHDRAWALS + "/" + theirs + "/lift")
                .then()
                .statusCode(202);
        one.cast
                .colleague
                .request()
                .post(WITHDRAWALS + "/" + theirs + "/lift/confirm")
                .then()
                .statusCode(200);
        List<String> told = joint.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.subject == '" + one.item + "' }.type");
        assertThat(told).contains("WITHDRAWAL_RECORDED", "WITHDRAWAL_LIFTED");
    }

    @Test
    void toOthersNothingOfItExists() {
        WithdrawalCast one = new WithdrawalCast(parties);
        String id = id(one.withdraw("NO_NEW_SHARING"));
        given().contentType(ContentType.JSON)
                .body(body("item", one.item, "ERASE", "SOURCE"))
                .post(WITHDRAWALS)
                .then()
                .statusCode(401);
        given().get(WITHDRAWALS + "/" + id).then().statusCode(401);
        Actor stranger = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String kind : List.of("consent", "item", "source")) {
            String real = kind.equals("consent") ? one.consent : kind.equals("item") ? one.item : one.source;
            String absent = real.substring(0, 4) + "aaaaaaaaaaaaaaaaaaaaaaaaaa";
            problem(withdraw(stranger, kind, real, "ERASE", "SOURCE"), 404, "not-found");
            problem(withdraw(stranger, kind, absent, "ERASE", "SOURCE"), 404, "not-found");
        }
        for (String path : List.of("", "/impact", "/impact.svg", "/impact.html")) {
            problem(stranger.request().accept("*/*").get(WITHDRAWALS + "/" + id + path), 404, "not-found");
            problem(stranger.request().accept("*/*").get(WITHDRAWALS + "/" + ABSENT + path), 404, "not-found");
        }
        problem(stranger.request().post(WITHDRAWALS + "/" + id + "/lift/confirm"), 404, "not-found");
        problem(stranger.request().post(WITHDRAWALS + "/" + id + "/lift/reject"), 404, "not-found");
        stranger.request().get(WITHDRAWALS).then().statusCode(200).body("items", hasSize(0));
        Actor investigator = parties.userOf(one.cast.ngo.party(), Role.INVESTIGATOR);
        problem(withdraw(investigator, "item", one.item, "ERASE", "SOURCE"), 403, "forbidden");
        problem(investigator.request().get(WITHDRAWALS + "/" + id), 403, "forbidden");
        problem(investigator.request().get(WITHDRAWALS), 403, "forbidden");
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        assertThat(seen(auditor, id).getMap("$")).doesNotContainKeys("reason", "evidence", "recordedBy", "lift");
        problem(auditor.request().get(WITHDRAWALS + "/" + id + "/impact"), 403, "forbidden");
        auditor.request().get(WITHDRAWALS).then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void whatIsWrongInABodyIsNamed() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        wrong(ngo, one, "/subject", "subject", Map.of());
        wrong(ngo, one, "/subject", "subject", Map.of("item", one.item, "consent", one.consent));
        wrong(ngo, one, "/subject/item", "subject", Map.of("item", one.consent));
        wrong(ngo, one, "/saidAt", "saidAt", "2999-01-01T00:00:00.000Z");
        wrong(ngo, one, "/evidence", "evidence", evidence("itm_aaaaaaaaaaaaaaaaaaaaaaaaaa"));
        wrong(ngo, one, "/evidence/version", "evidence", Map.of("item", one.item, "version", 0));
        wrong(ngo, one, "/reason", "reason", "\u0000");
        wrong(ngo, one, "/respondWithin", "respondWithin", "P9999D");
        wrong(ngo, one, "/respondWithin", "respondWithin", "-P1D");
        wrong(ngo, one, "/respondWithin", "respondWithin", "soon");
        for (String field : List.of("subject", "level", "by", "saidAt", "reasonClass")) {
            Map<String, Object> body = body("item", one.item, "RESTRICT", "SOURCE");
            body.remove(field);
            ngo.sends(body).post(WITHDRAWALS).then().statusCode(400).body("pointer", equalTo("/" + field));
        }
        Map<String, Object> quiet = body("item", one.item, "NO_NEW_SHARING", "SOURCE");
        quiet.put("respondWithin", "P1D");
        ngo.sends(quiet).post(WITHDRAWALS).then().statusCode(400).body("pointer", equalTo("/respondWithin"));
        quiet.put("asked", "RETURN");
        ngo.sends(quiet)
                .post(WITHDRAWALS)
                .then()
                .statusCode(201)
                .body("asked", equalTo("RETURN"))
                .body("respondBy", not(nullValue()));
        problem(ngo.sends(Map.of("unknown", 1)).post(WITHDRAWALS), 400, "unknown-field");
        problem(ngo.request().get(WITHDRAWALS + "?stands=perhaps"), 400, "invalid-parameter");
    }

    private static void wrong(Actor ngo, WithdrawalCast one, String pointer, String field, Object value) {
        Map<String, Object> body = body("item", one.item, "RESTRICT", "SOURCE");
        body.put(field, value);
        ngo.sends(body).post(WITHDRAWALS).then().statusCode(400).body("pointer", equalTo(pointer));
    }
}
