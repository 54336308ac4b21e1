package org.sillok.wording.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.sillok.agreement.AgreementCast.draft;
import static org.sillok.agreement.AgreementCast.permission;
import static org.sillok.agreement.AgreementCast.prohibition;
import static org.sillok.agreement.AgreementCast.propose;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PageResourceTest {
    private static final String HTML = "text/html";
    private static final String PDF = "application/pdf";

    @Inject
    TestParties parties;

    @Test
    void aPartyReadsItsAgreementInPlainWords() {
        AgreementCast cast = new AgreementCast(parties);
        TestParties.Actor ngo = cast.ngo();
        TestParties.Actor court = cast.mechanism();
        Map<String, Object> named = permission("3");
        named.put("recipients", Map.of("only", List.of(Map.of("party", court.party()))));
        Map<String, Object> text = draft(List.of(ngo.party()), List.of(court.party()));
        text.put("clauses", List.of(permission("1"), prohibition("2"), named));
        text.put("intention", Map.of("en", "<script>alert(1)</script> \u202Etxt"));
        String page = agreement(cast.drafted(ngo, text), 1);
        accepting(ngo, HTML)
                .get(page)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Content-Language", "en")
                .body(allOf(
                        containsString("<h1><bdi>Memorandum on sharing</bdi></h1>"),
                        containsString("A draft. Nobody is bound by it."),
                        containsString("<bdi>Fictitious Documentation Centre</bdi> may look at it"),
                        containsString("Nobody may make it public."),
                        containsString("&lt;script&gt;alert(1)&lt;/script&gt; [U+202E]txt"),
                        not(containsString("<script"))));
        accepting(ngo, HTML)
                .header("Accept-Language", "ko")
                .get(page)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("공유에 관한 양해각서"),
                        containsString("<bdi>가상 기록 센터</bdi>는 다음을 할 수 있습니다"),
                        containsString("초안입니다.")));
        pdf(accepting(ngo, PDF).get(page + "?language=ko"), "agreement-ko.pdf");
    }

    @Test
    void aVersionThatIsNotSeenHasNoPage() {
        AgreementCast cast = new AgreementCast(parties);
        TestParties.Actor ngo = cast.ngo();
        TestParties.Actor court = cast.mechanism();
        String id = cast.drafted(ngo, draft(List.of(ngo.party()), List.of(court.party())));
        problem(accepting(court, HTML).get(agreement(id, 1)), 404, "not-found");
        problem(accepting(cast.ngo(), PDF).get(agreement(id, 1)), 404, "not-found");
        problem(accepting(ngo, HTML).get(agreement(id, 2)), 404, "not-found");
        problem(accepting(ngo, HTML).get(agreement("agr_aaaaaaaaaaaaaaaaaaaaaaaaaa", 1)), 404, "not-found");
        problem(given().accept(HTML).get(agreement(id, 1)), 401, "unauthenticated");
        problem(accepting(parties.userOf(ngo.party(), Role.AUDITOR), HTML).get(agreement(id, 1)), 403, "forbidden");
        propose(ngo, id).then().statusCode(200);
        accepting(court, HTML)
                .get(agreement(id, 1))
                .then()
                .statusCode(200)
                .body(containsString("Proposed. It does not count until every party has signed."));
    }

    @Test
    void anOrganisationReadsAConsentInPlainWords() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String source = TestConsents.source(ngo, "PERSON");
        String notice = ngo.sends(Map.of(
                        "language",
                        "ko",
                        "medium",
                        "READ_ALOUD",
                        "points",
                        List.of("WITHDRAWAL", "PURPOSES"),
                        "text",
                        "무엇을 설명하였는지"))
                .post("/api/v1/notices")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> version =
                TestConsents.signed(TestConsents.item(ngo), TestConsents.permit("1", "INSPECT", "DISCLOSE"));
        version.put("notice", Map.of("id", notice, "version", 1));
        version.put("expressedBy", "GUARDIAN");
        version.put("capacity", "<b>mother</b>");
        version.put("validUntil", "2099-12-31T15:00:00.000Z");
        String id = TestConsents.begin(ngo, source, TestConsents.event("GIVEN", TestConsents.LONG_AGO), version)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String pseudonym = ngo.request().get("/api/v1/sources/" + source).path("pseudonym");
        accepting(ngo, HTML)
                .get(consent(id, 1) + "?language=en&zone=Europe/Paris")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("<h1>Consent of <bdi>" + pseudonym + "</bdi></h1>"),
                        containsString("Any accountability mechanism may look at it where it is kept and receive it."),
                        containsString("What the material may be used for."),
                        containsString("How to take it back, and what cannot be taken back."),
                        containsString("&lt;b&gt;mother&lt;/b&gt;"),
                        containsString("31 December 2099, 16:00 (Europe/Paris)"),
                        not(containsString("Who may receive it.")),
                        not(containsString("not the version that counts"))));
        accepting(ngo, HTML)
                .get(consent(id, 1) + "?language=ko")
                .then()
                .statusCode(200)
                .body(containsString("2100년 1월 1일 00:00(한국 시간)"));
        pdf(accepting(ngo, PDF).get(consent(id, 1) + "?language=ko"), "consent-ko.pdf");
    }

    @Test
    void aConsentOfAnotherOrganisationHasNoPage() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String id = TestConsents.given(
                ngo, TestConsents.source(ngo, "PERSON"), TestConsents.item(ngo), TestConsents.permit("1", "INSPECT"));
        problem(accepting(parties.newPartyWith(Role.CONTRIBUTOR), HTML).get(consent(id, 1)), 404, "not-found");
        problem(accepting(ngo, HTML).get(consent(id, 2)), 404, "not-found");
        problem(accepting(ngo, HTML).get(consent(id, 1).replace("/1/", "/01/")), 404, "not-found");
        problem(accepting(ngo, PDF).get(consent("cns_x", 1)), 404, "not-found");
        problem(given().accept(HTML).get(consent(id, 1)), 401, "unauthenticated");
        problem(accepting(parties.userOf(ngo.party(), Role.INVESTIGATOR), HTML).get(consent(id, 1)), 403, "forbidden");
        problem(accepting(ngo, "application/json").get(consent(id, 1)), 406, "not-acceptable");
        problem(accepting(ngo, HTML).get(consent(id, 1) + "?zone=Mars"), 400, "invalid-parameter");
        problem(accepting(ngo, HTML).get(consent(id, 1) + "?limit=1"), 400, "unknown-parameter");
    }

    @Test
    void aVersionThatWasOnlyAskedForIsNotTheOneThatCounts() {
        TestParties.Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Map<String, Object> version =
                new HashMap<>(TestConsents.signed(TestConsents.item(ngo), TestConsents.permit("1", "INSPECT")));
        String id = TestConsents.begin(
                        ngo,
                        TestConsents.source(ngo, "PERSON"),
                        TestConsents.event("REQUESTED", TestConsents.LONG_AGO),
                        version)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        accepting(ngo, HTML)
                .get(consent(id, 1))
                .then()
                .statusCode(200)
                .body(containsString("Asked for, not answered yet. Nothing is permitted."));
    }

    private static String agreement(String id, int number) {
        return "/api/v1/agreements/" + id + "/versions/" + number + "/page";
    }

    private static String consent(String id, int number) {
        return "/api/v1/consents/" + id + "/versions/" + number + "/page";
    }

    private static void pdf(Response answer, String name) {
        answer.then()
                .statusCode(200)
                .contentType(PDF)
                .header("Content-Disposition", "inline; filename=\"" + name + "\"");
        assertThat(new String(answer.asByteArray(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>");
    }

    private static RequestSpecification accepting(TestParties.Actor actor, String accept) {
        return given().header("Authorization", "Bearer " + actor.token()).header("Accept", accept);
    }

    private static void problem(Response response, int status, String slug) {
        response.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
