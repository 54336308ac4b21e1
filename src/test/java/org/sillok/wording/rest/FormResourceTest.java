package org.sillok.wording.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FormResourceTest {
    private static final String FORM = "/api/v1/forms/consent";

    @Inject
    TestParties parties;

    @Test
    void aContributorGetsTheFormAsAPageInEitherLanguage() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        accepting(contributor, "text/html")
                .get(FORM + "?language=ko")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Content-Language", "ko")
                .header("Content-Security-Policy", startsWith("default-src 'none'; style-src 'sha256-"))
                .header("Cache-Control", "no-store")
                .body(containsString("동의를 철회하는 방법"));
        accepting(contributor, "text/html")
                .header("Accept-Language", "fr, ko-KR;q=0.8, en;q=0.5")
                .get(FORM)
                .then()
                .statusCode(200)
                .header("Content-Language", "ko");
        accepting(contributor, "*/*")
                .get(FORM)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=utf-8")
                .header("Content-Language", "en")
                .body(containsString("How to take it back"));
    }

    @Test
    void aContributorGetsTheFormAsPdf() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        Response answer =
                accepting(contributor, "text/html;q=0.2, application/pdf").get(FORM + "?language=ko");
        answer.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "inline; filename=\"consent-form-ko.pdf\"");
        assertThat(new String(answer.asByteArray(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("<pdfaid:part>2</pdfaid:part>");
    }

    @Test
    void otherFormsOfTheAnswerAndOtherParametersAreRefused() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        problem(accepting(contributor, "application/json").get(FORM), 406, "not-acceptable");
        problem(accepting(contributor, "image/png").get(FORM), 406, "not-acceptable");
        problem(accepting(contributor, "text/html").get(FORM + "?language=fr"), 400, "invalid-parameter");
        problem(accepting(contributor, "text/html").get(FORM + "?language=KO"), 400, "invalid-parameter");
        problem(accepting(contributor, "text/html").get(FORM + "?name=Kim"), 400, "unknown-parameter");
    }

    @Test
    void onlyContributorsGetIt() {
        problem(given().accept("text/html").get(FORM), 401, "unauthenticated");
        problem(accepting(parties.newPartyWith(Role.INVESTIGATOR), "text/html").get(FORM), 403, "forbidden");
        problem(accepting(parties.newPartyWith(Role.AUDITOR), "application/pdf").get(FORM), 403, "forbidden");
    }

    private static RequestSpecification accepting(TestParties.Actor actor, String accept) {
        return given().header("Authorization", "Bearer " + actor.token()).header("Accept", accept);
    }

    private static void problem(Response response, int status, String slug) {
        response.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
