package org.sillok.sharing.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.platform.PostgresTestResource;

/** From what a source said and what organisations agreed to what is shown. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BoundItemsTest {
    private static final String ITEMS = "/api/v1/items/";
    private static final String ASK = "\"actions\":[\"DISCLOSE\"],\"purposes\":[\"CRIMINAL_PROSECUTION\"],"
            + "\"parts\":[\"CONTENT\"],\"proceeding\":\"INTERNATIONAL_CRIMINAL\","
            + "\"places\":{\"SEAT\":[\"NL\"],\"STORAGE\":[\"NL\"],\"PROCEEDING\":[\"NL\"],\"ONWARD\":[]}";

    @Inject
    TestParties parties;

    private Actor ngo;
    private Actor colleague;
    private Actor court;
    private String form;
    private String item;
    private String source;

    @BeforeEach
    void organisations() {
        AgreementCast cast = new AgreementCast(parties);
        ngo = cast.ngo();
        colleague = parties.userOf(ngo.party(), Role.CONTRIBUTOR);
        court = cast.mechanism();
        form = TestConsents.item(ngo);
        item = TestConsents.item(ngo);
        source = TestConsents.source(ngo, "PERSON");
    }

    @Test
    void aMistakenProhibitionHidesAnItemAndCanBeRepaired() {
        String consent = TestConsents.given(ngo, source, form, prohibition("1", "DISCOVER"));
        TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
        ngo.request().get(ITEMS + item).then().statusCode(404);
        ngo.request().get("/api/v1/items").then().body("items.id", equalTo(List.of(form)));
        problem(TestConsents.begin(
                ngo,
                source,
                TestConsents.proven("GIVEN", TestConsents.LONG_AGO, item),
                TestConsents.signed(item, TestConsents.permit("1", "DISCLOSE"))));
        ngo.request()
                .get("/api/v1/consents/" + consent + "/items")
                .then()
                .statusCode(200)
                .body("items.item", equalTo(List.of(item)));
        JsonPath bindings = ngo.request()
                .get(ITEMS + item + "/bindings")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String proposal = ngo.sends(Map.of("reason", "another item was meant", "evidence", TestConsents.evidence(form)))
                .delete(ITEMS + item + "/bindings/" + bindings.getString("items[0].id"))
                .then()
                .statusCode(202)
                .extract()
                .path("pending[0].id");
        ngo.request().get(ITEMS + item).then().statusCode(404);
        colleague
                .request()
                .post(ITEMS + item + "/bindings/proposals/" + proposal + "/confirm")
                .then()
                .statusCode(201);
        ngo.request().get(ITEMS + item).then().statusCode(200);
    }

    private static void problem(Response answer) {
        answer.then().statusCode(400).body("type", equalTo("/problems/invalid-field"));
    }

    @Test
    void itemsOfAConsentAreForContributorsOfItsOrganisation() {
        String consent = TestConsents.given(ngo, source, form, TestConsents.permit("1", "DISCLOSE"));
        String path = "/api/v1/consents/" + consent + "/items";
        for (int i = 0; i < 3; i++) {
            TestConsents.bind(ngo, TestConsents.item(ngo), null, consent).then().statusCode(201);
        }
        JsonPath first = ngo.request()
                .get(path + "?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(first.getList("items")).hasSize(2);
        ngo.request()
                .get(path + "?limit=2&cursor=" + first.getString("next"))
                .then()
                .body("items", hasSize(1))
                .body("items.item", not(hasItem(first.getString("items[0].item"))));
        given().get(path).then().statusCode(401);
        parties.userOf(ngo.party(), Role.AUDITOR).request().get(path).then().statusCode(403);
        court.request().get(path).then().statusCode(404);
        parties.newPartyWith(Role.CONTRIBUTOR).request().get(path).then().statusCode(404);
        ngo.request()
                .get("/api/v1/consents/con_aaaaaaaaaaaaaaaaaaaaaaaaaa/items")
                .then()
                .statusCode(404);
    }

    @Test
    void aPreviewSaysWhatEachCounterpartyIsPermittedAndWhatADraftWouldChange() {
        String agreement = agreement();
        String consent = TestConsents.given(ngo, source, form, everything("1", "PERMIT"));
        JsonPath unbound = preview("");
        assertThat(unbound.getList("lines.party")).containsExactly(court.party());
        assertThat(unbound.getString("lines[0].before.outcome")).isEqualTo("DENY");
        assertThat(unbound.getList("lines[0].before.reasons.code")).contains("NO_BINDING");
        TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
        JsonPath bound = preview("");
        assertThat(bound.getString("lines[0].before.outcome")).isEqualTo("PERMIT");
        assertThat(bound.getString("lines[0].class")).isEqualTo("NGO");
        JsonPath changed = preview(",\"draft\":{\"consent\":\"" + consent + "\",\"clauses\":[]}");
        assertThat(changed.getString("lines[0].before.outcome")).isEqualTo("PERMIT");
        assertThat(changed.getString("lines[0].after.outcome")).isEqualTo("NOT_COVERED");
        changed = preview(",\"draft\":{\"agreement\":\"" + agreement + "\",\"clauses\":[]}");
        assertThat(changed.getString("lines[0].after.outcome")).isEqualTo("NOT_COVERED");
    }

    @Test
    void anImpactCountsWhatAChangeWouldTakeAway() throws InterruptedException {
        String agreement = agreement();
        String consent = TestConsents.given(ngo, source, form, everything("1", "PERMIT"));
        TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
        JsonPath job = impact("{\"consent\":\"" + consent + "\",\"state\":\"WITHDRAWN\"," + ASK + "}");
        assertThat(job.getInt("result.versions")).isEqualTo(1);
        assertThat(job.getInt("result.changed")).isEqualTo(1);
        assertThat(job.getString("result.items[0].item")).isEqualTo(item);
        assertThat(job.getString("result.lines[0].party")).isEqualTo(court.party());
        assertThat(job.getString("result.lines[0].outcomes[0].before")).isEqualTo("PERMIT");
        assertThat(job.getString("result.lines[0].outcomes[0].after")).isEqualTo("DENY");
        job = impact("{\"agreement\":\"" + agreement + "\",\"state\":\"SUSPENDED\"," + ASK + "}");
        assertThat(job.getInt("result.versions"))
                .as("item, form and signed paper")
                .isEqualTo(3);
        assertThat(job.getInt("result.changed")).isEqualTo(1);
    }

    @Test
    void onlyAnApprovedTreatmentMeetsACondition() {
        agreement();
        Map<String, Object> anonymous = everything("1", "PERMIT");
        anonymous.put("conditions", List.of(Map.of("code", "ANONYMISE")));
        String consent = TestConsents.given(ngo, source, form, anonymous);
        TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
        ngo.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(
                                "{\"activity\":\"REDACTION\",\"parents\":[{\"item\":\"" + item + "\",\"version\":1}]}")
                        .file("r.txt", new byte[] {1}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(ITEMS + item + "/versions")
                .then()
                .statusCode(201);
        assertThat(preview("").getString("lines[0].before.outcome")).isNotEqualTo("PERMIT");
        String treatments = ITEMS + item + "/versions/2/treatments";
        String id = ngo.sends("{\"transformations\":[\"ANONYMISE\"]}")
                .post(treatments)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(preview("").getString("lines[0].before.outcome")).isNotEqualTo("PERMIT");
        colleague.request().post(treatments + "/" + id + "/approve").then().statusCode(200);
        assertThat(preview("").getString("lines[0].before.outcome")).isEqualTo("PERMIT");
        colleague
                .sends("{\"reason\":\"a name was missed\"}")
                .post(treatments + "/" + id + "/revoke")
                .then()
                .statusCode(200);
        assertThat(preview("").getString("lines[0].before.outcome")).isNotEqualTo("PERMIT");
    }

    private String agreement() {
        return new AgreementCast(parties)
                .inForce(
                        AgreementCast.with(
                                AgreementCast.draft(List.of(ngo.party()), List.of(court.party())),
                                "clauses",
                                List.of(everything("1", "PERMIT"))),
                        ngo,
                        court);
    }

    private JsonPath preview(String more) {
        return ngo.sends("{" + ASK + more + "}")
                .post(ITEMS + item + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath impact(String body) throws InterruptedException {
        String id = ngo.sends(body)
                .post("/api/v1/impacts")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath job = ngo.awaitJob(id);
        assertThat(job.getString("state")).isEqualTo("DONE");
        return job;
    }

    private static Map<String, Object> everything(String id, String effect) {
        return new HashMap<>(Map.of(
                "id",
                id,
                "effect",
                effect,
                "actions",
                List.of("DISCOVER", "INSPECT", "DISCLOSE"),
                "recipients",
                Map.of("all", true),
                "purposes",
                Map.of("all", true),
                "scope",
                Map.of("parts", List.of("METADATA", "CONTENT", "CUSTODY"), "lineage", "ORIGINAL_AND_DERIVATIVES")));
    }

    private static Map<String, Object> prohibition(String id, String action) {
        Map<String, Object> clause = everything(id, "PROHIBIT");
        clause.put("actions", List.of(action));
        return clause;
    }
}
