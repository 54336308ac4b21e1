package org.sillok.problem.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.ProblemCode;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ProblemPagesTest {
    @Test
    void everyProblemHasAPageForPeopleAndForPrograms() {
        for (ProblemCode code : ProblemCode.values()) {
            given().accept("application/json")
                    .get(code.type())
                    .then()
                    .statusCode(200)
                    .body("type", equalTo(code.type()))
                    .body("status", equalTo(code.status()))
                    .body("meaning", equalTo(code.meaning()))
                    .body("wayOut", equalTo(code.wayOut()));
            given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                    .get(code.type())
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("text/html"))
                    .header("Content-Security-Policy", startsWith("default-src 'none'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .body(containsString("<h1>"));
        }
        given().accept("application/json")
                .get("/problems")
                .then()
                .statusCode(200)
                .body("items", hasSize(ProblemCode.values().length));
        given().accept("text/html").get("/problems").then().statusCode(200).body(containsString("/problems/not-found"));
    }

    @Test
    void anUnknownProblemIsOneItself() {
        given().get("/problems/unheard-of")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void aFaultTellsItsIncidentAndNothingElse() {
        given().get("/problems/test-fault/secret-name").then().statusCode(401);
        given().get("/problems/fault")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/internal-error"))
                .body("incident", matchesPattern("inc_[a-z2-7]{26}"))
                .body(allOf(
                        not(containsString("Exception")), not(containsString("Kim")), not(containsString("sillok."))));
    }

    @Test
    void aDatabaseThatIsGoneIsSaidToBeSo() {
        for (String state : new String[] {"08006", "57P01", "53300", "25006", "40001", "40P01", "55P03", ""}) {
            given().get("/problems/database?state=" + state)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("type", equalTo("/problems/database-unavailable"))
                    .body("detail", not(containsString("Kim")));
        }
        given().get("/problems/database?state=23505").then().statusCode(500);
    }

    @Test
    void aStorageThatIsFullIsSaidToBeSo() {
        given().get("/problems/storage").then().statusCode(507).body("type", equalTo("/problems/storage-full"));
    }

    @Test
    void aRequestIdOfTheClientIsKeptOnlyIfItIsAUuid() {
        String uuid = "6f1c1d9c-5c0e-4a7e-9a66-0d3a1a1d2b3c";
        given().header("X-Request-Id", uuid)
                .get("/problems/unheard-of")
                .then()
                .header("X-Request-Id", uuid)
                .body("instance", equalTo("urn:sillok:request:" + uuid));
        given().header("X-Request-Id", "Kim Example said")
                .get("/problems")
                .then()
                .header("X-Request-Id", matchesPattern("rid_[a-z2-7]{26}"));
    }
}
