package org.sillok.identity;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.identity.core.TokenGrade;

/** Organisations and their users for tests, made through the public API with real tokens. */
@ApplicationScoped
public class TestParties {
    private final Bootstrap bootstrap;
    private final TokenIssuer issuer;

    TestParties(Bootstrap bootstrap, TokenIssuer issuer) {
        this.bootstrap = bootstrap;
        this.issuer = issuer;
    }

    /** A user with what it takes to act as it. */
    public record Actor(String party, String user, String token) {
        /** A request of this user. */
        public RequestSpecification request() {
            return given().header("Authorization", "Bearer " + token).accept(ContentType.JSON);
        }

        /** A request of this user with a JSON body. */
        public RequestSpecification sends(Object body) {
            return request().contentType(ContentType.JSON).body(body);
        }

        /** A job that this user follows, as it has ended. */
        public JsonPath awaitJob(String job) throws InterruptedException {
            for (int i = 0; i < 600; i++) {
                JsonPath path = request()
                        .get("/api/v1/jobs/" + job)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                if (!Set.of("QUEUED", "RUNNING").contains(path.getString("state"))) {
                    return path;
                }
                Thread.sleep(100);
            }
            throw new AssertionError("the job does not end");
        }
    }

    /** The repository's own first custodian. */
    public Actor custodian() {
        Caller custodian = bootstrap.ensureRepositoryParty();
        Token token = issuer.issue(custodian, Instant.now().plus(Duration.ofHours(1)), TokenGrade.FULL)
                .orElseThrow();
        return new Actor(custodian.party().value(), custodian.user().value(), token.value());
    }

    /** A user with these roles in an organisation of its own. */
    public Actor newPartyWith(Role... roles) {
        return userOf(newParty(), roles);
    }

    public String newParty() {
        return custodian()
                .sends(Map.of(
                        "kind", "NGO", "names", Map.of("en", "Fictitious Documentation Centre", "ko", "가상 기록 센터")))
                .post("/api/v1/parties")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public Actor userOf(String party, Role... roles) {
        String user = custodian()
                .sends(Map.of("roles", List.of(roles)))
                .post("/api/v1/parties/" + party + "/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Actor(party, user, tokenOf(user));
    }

    public String tokenOf(String user) {
        return custodian()
                .sends(Map.of("user", user, "validFor", "PT1H"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
