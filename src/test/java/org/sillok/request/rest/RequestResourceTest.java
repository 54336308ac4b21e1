package org.sillok.request.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.CONSULTATIONS;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.request.RequestCast.seen;
import static org.sillok.request.RequestCast.term;

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
import org.sillok.consent.TestConsents;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.discovery.Findings;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RequestResourceTest {
    private static final String ABSENT_ITEM = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String ABSENT = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    @Inject
    Findings findings;

    private RequestCast cast;

    @BeforeEach
    void cast() {
        cast = new RequestCast(parties);
    }

    @Test
    void whatIsPermittedIsHandedOverOnceTwoPeopleHaveSignedThat() throws Exception {
        String item = cast.openItem();
        String id = cast.submitted(item);
        JsonPath line = lines(cast.mechanism, id);
        assertThat(line.getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        JsonPath shown = cast.toApprove(id);
        assertThat(shown.getInt("granted")).isEqualTo(1);
        assertThat(shown.getString("text")).isEqualTo("sillok/approval/1\n" + id + "\n1\n" + shown.getString("basis"));
        int before = statements(cast.ngo, item);
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        problem(cast.approve(cast.ngo, cast.key, id), 409, "conflict");
        assertThat(statements(cast.ngo, item)).isEqualTo(before);
        cast.approve(cast.colleague, cast.second, id).then().statusCode(200);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("APPROVED");
        assertThat(cast.toApprove(id).getString("approvedAt")).isNotNull();
        assertThat(statements(cast.ngo, item)).as("the item's stream says so").isEqualTo(before + 1);
        assertThat(seen(cast.mechanism, id).getInt("lines.APPROVED")).isEqualTo(1);
    }

    @Test
    void whatWasFoundIsAskedForAsItWasFoundAndNeverNamedOtherwise() throws Exception {
        String item = cast.openItem();
        String finding = findings.name(new PartyId(cast.mechanism.party()), new ItemId(item));
        Map<String, Object> body = cast.body();
        body.put("items", List.of(Map.of("finding", finding, "version", 1)));
        String id = cast.mechanism
                .sends(body)
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitAssessed(cast.mechanism, id);
        Response lines = cast.mechanism.request().get(REQUESTS + "/" + id + "/lines");
        assertThat(lines.jsonPath().getString("items[0].finding")).isEqualTo(finding);
        assertThat(lines.jsonPath().getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        assertThat(lines.asString()).doesNotContain(item);
        assertThat(seen(cast.mechanism, id).prettify()).doesNotContain(item);
        assertThat(lines(cast.ngo, id).getString("items[0].item")).isEqualTo(item);
    }

    @Test
    void aFindingOfAnotherFormOrBesideItsItemIsRefused() {
        String item = cast.openItem();
        String finding = findings.name(new PartyId(cast.mechanism.party()), new ItemId(item));
        Map<String, Object> body = cast.body();
        body.put("items", List.of(Map.of("finding", item, "version", 1)));
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
        body.put("items", List.of(Map.of("finding", finding, "item", item, "version", 1)));
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "unknown-field");
        body.put("items", List.of(Map.of("finding", finding, "version", 1), Map.of("finding", finding, "version", 1)));
        problem(cast.mechanism.sends(body).post(REQUESTS), 400, "invalid-field");
    }

    @Test
    void aSignatureOfAnotherKeyOrOverAnotherTextIsRefused() throws Exception {
        String id = cast.submitted(cast.openItem());
        JsonPath shown = cast.toApprove(id);
        problem(cast.approve(cast.ngo, cast.signingKey(cast.mechanism), id), 400, "invalid-field");
        Map<String, Object> body = new HashMap<>(Map.of(
                "revision",
                1,
                "basis",
                shown.getString("basis"),
                "signature",
                RequestCast.base64(cast.key.sign(new byte[] {1}))));
        problem(cast.ngo.sends(body).post(REQUESTS + "/" + id + "/approvals"), 400, "invalid-field");
        body.remove("signature");
        problem(cast.ngo.sends(body).post(REQUESTS + "/" + id + "/approvals"), 400, "invalid-field");
        body.put("revision", 2);
        body.put("signature", RequestCast.base64(cast.key.sign(new byte[] {1})));
        problem(cast.ngo.sends(body).post(REQUESTS + "/" + id + "/approvals"), 409, "basis-changed");
        assertThat(cast.toApprove(id).getList("approvedBy")).isEmpty();
    }

    @Test
    void theSameSignatureDoesNotCountForTwoPeople() throws Exception {
        String id = cast.submitted(cast.openItem());
        JsonPath shown = cast.toApprove(id);
        Map<String, Object> body = Map.of(
                "revision",
                1,
                "basis",
                shown.getString("basis"),
                "signature",
                RequestCast.base64(
                        cast.key.sign(shown.getString("text").getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        cast.ngo.sends(body).post(REQUESTS + "/" + id + "/approvals").then().statusCode(200);
        problem(cast.colleague.sends(body).post(REQUESTS + "/" + id + "/approvals"), 409, "conflict");
    }

    @Test
    void aCustodianMayBeTheSecondPersonWithTheRepositorysKey() throws Exception {
        Actor custodian = parties.userOf(parties.custodian().party(), Role.CUSTODIAN, Role.CONTRIBUTOR);
        P256PrivateKey key = cast.signingKey(custodian);
        String id = cast.submitted(cast.openItem());
        cast.approve(custodian, key, id).then().statusCode(200);
        Actor another = parties.userOf(parties.custodian().party(), Role.CUSTODIAN);
        cast.approve(another, cast.signingKey(custodian), id).then().statusCode(200);
        assertThat(cast.toApprove(id).getString("approvedAt"))
                .as("nobody of the organisation whose material it is")
                .isNull();
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        assertThat(cast.toApprove(id).getString("approvedAt")).isNotNull();
    }

    @Test
    void aWithdrawnConsentMakesAnApprovalFailVisibly() throws Exception {
        String consent = cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE"));
        String item = TestConsents.item(cast.ngo);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        String id = cast.submitted(item, cast.openItem());
        JsonPath shown = cast.toApprove(id);
        cast.approve(cast.ngo, cast.key, id, shown).then().statusCode(200);
        TestConsents.addEvent(
                        cast.ngo,
                        consent,
                        Map.of("state", "WITHDRAWN", "saidAt", TestConsents.LONG_AGO, "by", "SELF", "reason", "afraid"))
                .then()
                .statusCode(201);
        problem(cast.approve(cast.colleague, cast.second, id, shown), 409, "basis-changed");
        JsonPath after = cast.toApprove(id);
        assertThat(after.getInt("granted")).isEqualTo(1);
        assertThat(after.getString("basis")).isNotEqualTo(shown.getString("basis"));
        assertThat(after.getList("approvedBy")).isEmpty();
        assertThat(lines(cast.mechanism, id).getList("items.standing"))
                .containsExactly("NOT_AVAILABLE", "AWAITING_APPROVAL");
    }

    @Test
    void whatTheRequesterMayNotKnowOfLooksLikeWhatDoesNotExist() throws Exception {
        String hidden = cast.itemWith(term("1", "PERMIT", "INSPECT", "DISCLOSE"));
        String others = TestConsents.item(parties.newPartyWith(Role.CONTRIBUTOR));
        String id = cast.submitted(hidden, ABSENT_ITEM, others, cast.openItem());
        String text = cast.mechanism
                .request()
                .get(REQUESTS + "/" + id + "/lines")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonPath lines = JsonPath.from(text);
        assertThat(lines.getList("items.standing"))
                .containsExactly("NOT_AVAILABLE", "NOT_AVAILABLE", "NOT_AVAILABLE", "AWAITING_APPROVAL");
        for (int i = 0; i < 3; i++) {
            Map<String, Object> line = new HashMap<>(lines.getMap("items[" + i + "]"));
            line.remove("item");
            assertThat(line)
                    .isEqualTo(Map.of(
                            "version", 1, "standing", "NOT_AVAILABLE", "reasons", List.of(), "obligations", List.of()));
        }
        JsonPath held = lines(cast.ngo, id);
        assertThat(held.getList("items.item")).hasSize(2).doesNotContain(others).contains(hidden);
        assertThat(cast.toApprove(id).getInt("granted")).isEqualTo(1);
    }

    @Test
    void reasonsAreToldByClassToTheRequesterAndByClauseToTheHolder() throws Exception {
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "NO_ONWARD_TRANSFER"));
        String id = cast.submitted(item);
        JsonPath told = lines(cast.mechanism, id);
        assertThat(told.getString("items[0].standing")).isEqualTo("NOT_PERMITTED");
        assertThat(told.getList("items[0].reasons.code")).contains("REQUEST_ITSELF");
        assertThat(told.getString("items[0].outcome")).isNull();
        assertThat(told.getString("items[0].reasons")).doesNotContain("con_");
        JsonPath known = lines(cast.ngo, id);
        assertThat(known.getString("items[0].reasons.place")).contains("con_");
        assertThat(known.getString("items[0].outcome")).isEqualTo("NOT_COVERED");
        assertThat(known.getList("items[0].reasons.detail")).contains("NO_ONWARD_TRANSFER");
        assertThat(cast.mechanism
                        .request()
                        .header("Accept-Language", "ko")
                        .get(REQUESTS + "/" + id + "/lines")
                        .jsonPath()
                        .getString("items[0].reasons[0].text"))
                .containsPattern("[가-힣]");
    }

    @Test
    void whereSomebodyHasToBeAskedTheAnswerDecides() throws Exception {
        String item = cast.itemWith(
                term("1", "PERMIT", "DISCOVER"), term("2", List.of("INSPECT", "DISCLOSE"), "CONSULT_SOURCE_FIRST"));
        String id = cast.submitted(item);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("BEING_CONSULTED");
        String asked = asked(id);
        Map<String, Object> answer = new HashMap<>(Map.of("clause", term("9", "PERMIT", "INSPECT", "DISCLOSE")));
        problem(answer(cast.ngo, asked, answer), 400, "invalid-field");
        answer.put("evidence", TestConsents.evidence(TestConsents.item(cast.ngo)));
        answer(cast.ngo, asked, answer).then().statusCode(200);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("BEING_CONSULTED");
        problem(cast.ngo.request().post(CONSULTATIONS + "/" + asked + "/confirm"), 403, "forbidden");
        cast.colleague
                .request()
                .post(CONSULTATIONS + "/" + asked + "/confirm")
                .then()
                .statusCode(200);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        problem(answer(cast.ngo, asked, Map.of("refused", "too late")), 409, "conflict");
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("APPROVED");
        // It counts for this request only.
        String another = cast.submitted(item);
        assertThat(lines(cast.mechanism, another).getString("items[0].standing"))
                .isEqualTo("BEING_CONSULTED");
        answer(cast.ngo, asked(another), Map.of("refused", "The source is afraid."))
                .then()
                .statusCode(200);
        assertThat(lines(cast.mechanism, another).getString("items[0].standing"))
                .isEqualTo("NOT_PERMITTED");
    }

    @Test
    void anAmendmentVoidsWhatWasDecidedAnsweredAndApproved() throws Exception {
        String item = cast.openItem();
        String id = cast.submitted(item);
        JsonPath shown = cast.toApprove(id);
        cast.approved(id);
        Response read = cast.mechanism.request().get(REQUESTS + "/" + id);
        Map<String, Object> body = cast.body(item);
        problem(cast.mechanism.sends(body).post(REQUESTS + "/" + id + "/amendments"), 428, "precondition-required");
        cast.mechanism
                .sends(body)
                .header("If-Match", read.header("ETag"))
                .post(REQUESTS + "/" + id + "/amendments")
                .then()
                .statusCode(200);
        problem(
                cast.mechanism
                        .sends(body)
                        .header("If-Match", read.header("ETag"))
                        .post(REQUESTS + "/" + id + "/amendments"),
                412,
                "precondition-failed");
        assertThat(awaitAssessed(cast.mechanism, id).getInt("revision")).isEqualTo(2);
        assertThat(lines(cast.mechanism, id).getString("items[0].standing")).isEqualTo("AWAITING_APPROVAL");
        problem(cast.approve(cast.ngo, cast.key, id, shown), 409, "basis-changed");
        String etag = cast.mechanism.request().get(REQUESTS + "/" + id).header("ETag");
        Response withdrawn = cast.mechanism.request().header("If-Match", etag).post(REQUESTS + "/" + id + "/withdraw");
        assertThat(withdrawn.jsonPath().getString("state")).isEqualTo("WITHDRAWN");
        problem(cast.approve(cast.ngo, cast.key, id), 409, "conflict");
        problem(
                cast.mechanism
                        .request()
                        .header("If-Match", withdrawn.header("ETag"))
                        .post(REQUESTS + "/" + id + "/withdraw"),
                409,
                "conflict");
    }

    @Test
    void theHolderMayRefuseSingleLinesAndThenAll() throws Exception {
        String one = cast.openItem();
        String id = cast.submitted(one, cast.openItem());
        cast.approve(cast.ngo, cast.key, id).then().statusCode(200);
        String path = REQUESTS + "/" + id + "/refusals";
        Map<String, Object> body = new HashMap<>(
                Map.of("revision", 1, "reason", "SOURCE_SAFETY", "lines", List.of(TestConsents.evidence(ABSENT_ITEM))));
        problem(cast.ngo.sends(body).post(path), 400, "invalid-field");
        body.put("lines", List.of(TestConsents.evidence(one)));
        JsonPath after =
                cast.ngo.sends(body).post(path).then().statusCode(200).extract().jsonPath();
        assertThat(after.getInt("granted")).isEqualTo(1);
        assertThat(after.getList("approvedBy"))
                .as("they approved something else")
                .isEmpty();
        JsonPath lines = lines(cast.mechanism, id);
        assertThat(lines.getList("items.standing")).containsExactly("REFUSED", "AWAITING_APPROVAL");
        assertThat(lines.getString("items[0].refusal")).isEqualTo("SOURCE_SAFETY");
        cast.approved(id);
        assertThat(lines(cast.mechanism, id).getList("items.standing")).containsExactly("REFUSED", "APPROVED");
        body.remove("lines");
        cast.ngo.sends(body).post(path).then().statusCode(200);
        assertThat(lines(cast.mechanism, id).getList("items.standing")).containsExactly("REFUSED", "REFUSED");
        problem(cast.approve(cast.ngo, cast.key, id), 409, "conflict");
    }

    @Test
    void linesThatAreHiddenFromTheHoldersStaffCutNoPageShort() throws Exception {
        List<String> items = List.of(cast.openItem(), cast.openItem(), cast.openItem(), cast.openItem());
        String id = cast.submitted(items.toArray(String[]::new));
        String hiding = cast.consent(term("1", "PROHIBIT", "DISCOVER"));
        for (int hidden : List.of(0, 1, 3)) {
            TestConsents.bind(cast.ngo, items.get(hidden), null, hiding).then().statusCode(201);
        }
        JsonPath page = cast.ngo
                .request()
                .get(REQUESTS + "/" + id + "/lines?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.item")).containsExactly(items.get(2));
        assertThat(page.getString("next")).isNull();
        assertThat(lines(cast.mechanism, id).getList("items")).hasSize(4);
    }

    @Test
    void noNumberTellsTheHoldersStaffOfWhatIsHiddenFromIt() throws Exception {
        List<String> items = List.of(cast.openItem(), cast.openItem(), cast.openItem(), cast.openItem());
        String id = cast.submitted(items.toArray(String[]::new));
        assertThat(seen(cast.ngo, id).getMap("lines")).isEqualTo(Map.of("AWAITING_APPROVAL", 4));
        assertThat(cast.toApprove(id).getInt("granted")).isEqualTo(4);
        String basis = cast.toApprove(id).getString("basis");
        String hiding = cast.consent(term("1", "PROHIBIT", "DISCOVER"));
        for (int hidden : List.of(0, 1, 3)) {
            TestConsents.bind(cast.ngo, items.get(hidden), null, hiding).then().statusCode(201);
        }
        assertThat(seen(cast.ngo, id).getMap("lines")).isEqualTo(Map.of("AWAITING_APPROVAL", 1));
        JsonPath shown = cast.toApprove(id);
        assertThat(shown.getInt("granted")).isEqualTo(1);
        assertThat(shown.getString("basis"))
                .as("what is signed is over all lines")
                .isEqualTo(basis);
        assertThat(seen(cast.mechanism, id).getMap("lines")).isEqualTo(Map.of("AWAITING_APPROVAL", 4));
        int all = parties.custodian()
                .request()
                .get(REQUESTS + "/" + id + "/approval?holder=" + cast.ngo.party())
                .then()
                .statusCode(200)
                .extract()
                .path("granted");
        assertThat(all).isEqualTo(4);
    }

    @Test
    void theHolderMayRefuseAsLongAsItCouldBeHandedOver() throws Exception {
        String id = cast.submitted(cast.openItem(), cast.openItem());
        cast.approved(id);
        JsonPath shown = cast.toApprove(id);
        RequestCast.asOwner("update request_request set reply_by = now() where id = '" + id + "'");
        problem(cast.approve(cast.ngo, cast.key, id, shown), 409, "conflict");
        String path = REQUESTS + "/" + id + "/refusals";
        Map<String, Object> body = Map.of("revision", 1, "reason", "SOURCE_SAFETY");
        cast.ngo.sends(body).post(path).then().statusCode(200);
        assertThat(lines(cast.mechanism, id).getList("items.standing")).containsExactly("REFUSED", "REFUSED");
        RequestCast.asOwner("update request_request set valid_until = now() where id = '" + id + "'");
        problem(cast.ngo.sends(body).post(path), 409, "conflict");
    }

    @Test
    void repeatingASubmissionWithItsKeyIsHarmless() {
        Map<String, Object> body = cast.body(ABSENT_ITEM);
        String[] ids = new String[2];
        for (int i = 0; i < 2; i++) {
            ids[i] = cast.mechanism
                    .sends(body)
                    .header("Idempotency-Key", "request-1")
                    .post(REQUESTS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        }
        assertThat(ids[0]).isEqualTo(ids[1]);
        assertThat(cast.mechanism.request().get(REQUESTS).jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void aSubmissionThatCannotBeUnderstoodIsRefused() {
        Map<String, Object> body = cast.body(ABSENT_ITEM);
        for (String field :
                List.of("purposes", "actions", "parts", "legalBasis", "until", "replyBy", "statement", "items")) {
            Map<String, Object> without = new HashMap<>(body);
            without.remove(field);
            problem(cast.mechanism.sends(without).post(REQUESTS), 400, "invalid-field");
        }
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "purposes", List.of("CURIOSITY"),
                        "places", Map.of("SEAT", List.of()),
                        "until", "2001-01-01T00:00:00.000Z",
                        "replyBy", "2001-01-01T00:00:00.000Z",
                        "handedOnTo", List.of(cast.mechanism.party()),
                        "legalBasis", TestConsents.evidence(ABSENT_ITEM),
                        "items", List.of(TestConsents.evidence(ABSENT_ITEM), TestConsents.evidence(ABSENT_ITEM)))
                .entrySet()) {
            Map<String, Object> changed = new HashMap<>(body);
            changed.put(wrong.getKey(), wrong.getValue());
            problem(cast.mechanism.sends(changed).post(REQUESTS), 400, "invalid-field");
        }
        Map<String, Object> more = new HashMap<>(body);
        more.put("urgent", true);
        problem(cast.mechanism.sends(more).post(REQUESTS), 400, "unknown-field");
        problem(cast.mechanism.sends("{").post(REQUESTS), 400, "malformed-json");
    }

    @Test
    void othersFindNothingAnywhere() throws Exception {
        String id = cast.submitted(cast.openItem());
        Actor stranger = parties.newPartyWith(Role.CONTRIBUTOR, Role.INVESTIGATOR);
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        for (String path : List.of("", "/lines", "/approval")) {
            given().get(REQUESTS + "/" + id + path).then().statusCode(401);
            problem(operator.request().get(REQUESTS + "/" + id + path), 403, "forbidden");
            Response there = stranger.request().get(REQUESTS + "/" + id + path);
            problem(there, 404, "not-found");
            assertThat(there.jsonPath().getString("detail"))
                    .isEqualTo(stranger.request()
                            .get(REQUESTS + "/" + ABSENT + path)
                            .jsonPath()
                            .getString("detail"));
        }
        for (String path : List.of("/withdraw", "/assessments")) {
            given().post(REQUESTS + "/" + id + path).then().statusCode(401);
            problem(stranger.request().post(REQUESTS + "/" + id + path), 404, "not-found");
        }
        problem(cast.ngo.sends(cast.body(ABSENT_ITEM)).post(REQUESTS), 403, "forbidden");
        given().contentType("application/json").body("{}").post(REQUESTS).then().statusCode(401);
        problem(cast.approve(stranger, cast.key, id), 404, "not-found");
        problem(cast.approve(cast.mechanism, cast.key, id), 404, "not-found");
        problem(
                stranger.sends(Map.of("revision", 1, "reason", "OTHER")).post(REQUESTS + "/" + id + "/refusals"),
                404,
                "not-found");
        problem(cast.ngo.request().post(REQUESTS + "/" + id + "/withdraw"), 403, "forbidden");
        given().get(REQUESTS).then().statusCode(401);
        problem(operator.request().get(REQUESTS), 403, "forbidden");
        given().get(CONSULTATIONS).then().statusCode(401);
        problem(operator.request().get(CONSULTATIONS), 403, "forbidden");
        problem(stranger.request().get(CONSULTATIONS + "/csl_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 404, "not-found");
    }

    @Test
    void theRegisterIsForAllWhomItConcernsEachAsFarAsItDoes() throws Exception {
        String id = cast.submitted(cast.openItem());
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        assertThat(seen(auditor, id).getMap("")).doesNotContainKey("terms");
        problem(auditor.request().get(REQUESTS + "/" + id + "/lines"), 403, "forbidden");
        assertThat(seen(parties.custodian(), id).getString("terms.statement")).contains("what happened");
        assertThat(seen(cast.ngo, id).getString("terms.statement")).contains("what happened");
        String filter = "?state=ASSESSED&order=NEWEST&limit=1&requester=" + cast.mechanism.party();
        for (Actor actor : List.of(cast.mechanism, cast.ngo, auditor, parties.custodian())) {
            assertThat(actor.request()
                            .get(REQUESTS + filter)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getList("items.id"))
                    .containsExactly(id);
        }
        assertThat(cast.ngo
                        .request()
                        .get(REQUESTS + "?state=WITHDRAWN")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    private String asked(String request) {
        JsonPath all = cast.ngo.request().get(CONSULTATIONS + "?state=OPEN").jsonPath();
        return all.getString("items.find { it.request == '" + request + "' }.id");
    }

    private static Response answer(Actor actor, String consultation, Map<String, Object> body) {
        return actor.sends(body).post(CONSULTATIONS + "/" + consultation + "/answer");
    }

    private static int statements(Actor actor, String item) {
        return actor.request()
                .get("/api/v1/items/" + item + "/statements")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}
