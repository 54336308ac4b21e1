package org.sillok.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/**
 * Asks every route with a token that was issued for everyday use. What opens an identity, approves, erases, or changes who
 * may do what wants more, as {@code docs/authorisation.md} lists it; nothing else does.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class StepUpRoutesTest {
    private static final String TYPE = "/problems/insufficient-user-authentication";

    @Inject
    TestParties parties;

    @Test
    void exactlyTheListedRoutesWantAStrongerAuthentication() {
        // Whoever may do nothing of it is asked first, too: so this test does nothing to the repository.
        String weak = everydayToken(parties.newPartyWith(Role.CONTRIBUTOR).user());
        Set<String> wanting = new TreeSet<>();
        for (Routes.Route route : Routes.all()) {
            Response response = request(weak, route);
            if (response.statusCode() == 401) {
                assertThat(response.header("WWW-Authenticate"))
                        .as(route.toString())
                        .isEqualTo(
                                "Bearer error=\"insufficient_user_authentication\", error_description=\"A stronger or"
                                        + " more recent authentication is required\","
                                        + " acr_values=\"urn:sillok:acr:local-issuer\"");
                assertThat(response.contentType()).as(route.toString()).startsWith("application/problem+json");
                assertThat(response.jsonPath().getString("type"))
                        .as(route.toString())
                        .isEqualTo(TYPE);
                wanting.add(route.toString());
            }
        }
        assertThat(wanting).isEqualTo(AuthorisationMatrix.read().stepUp()).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsThereAndWhatIsNotLookTheSameToAWeakToken() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        String weak = everydayToken(parties.custodian().user());
        for (String user : new String[] {contributor.user(), "usr_aaaaaaaaaaaaaaaaaaaaaaaaaa", "nonsense"}) {
            as(weak).post("/api/v1/users/" + user + "/disable")
                    .then()
                    .statusCode(401)
                    .body("type", equalTo(TYPE));
        }
        contributor.request().get("/api/v1/me").then().statusCode(200);
    }

    @Test
    void aTokenWithItSufficesAndWithoutATokenThereIsNoSuchHint() {
        TestParties.Actor contributor = parties.newPartyWith(Role.CONTRIBUTOR);
        Response nobody = given().post("/api/v1/users/" + contributor.user() + "/disable");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("acr_values");
        parties.custodian()
                .request()
                .post("/api/v1/users/" + contributor.user() + "/disable")
                .then()
                .statusCode(200);
    }

    private String everydayToken(String user) {
        return parties.custodian()
                .sends(Map.of("user", user, "validFor", "PT1H", "stepUp", false))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).accept(ContentType.JSON);
    }

    private static Response request(String token, Routes.Route route) {
        RequestSpecification request = given().redirects()
                .follow(false)
                .header("Authorization", "Bearer " + token)
                .accept("*/*");
        if (!Set.of("GET", "HEAD", "OPTIONS").contains(route.verb())) {
            request.contentType(ContentType.JSON).body("{}");
        }
        return request.request(route.verb(), route.concrete());
    }
}
