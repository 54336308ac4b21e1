package org.sillok.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.web.AuthorisationMatrix.May;

/** Executes the table of {@code docs/authorisation.md} against every route of the running service. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class AuthorisationMatrixTest {
    private static final String FORBIDDEN = "/problems/forbidden";

    /** What begins work on the whole repository, even if nothing is sent: not tried in a role that may. */
    private static final Set<String> BEGINS_WORK = Set.of(
            "POST /api/v1/audits",
            "POST /api/v1/backups",
            "POST /api/v1/discoveries/rebuilds",
            "POST /api/v1/fixity/repairs",
            "POST /api/v1/fixity/rounds",
            "POST /api/v1/keys/rotations",
            "POST /api/v1/keys/identities/rotations");

    /** Without these the question is not understood, whoever asks it. */
    private static final Map<String, String> QUERIES = Map.of(
            "GET /api/v1/accesses", reviewed(),
            "GET /api/v1/access-reviews", reviewed(),
            "GET /api/v1/anomalies", reviewed(),
            "GET /api/v1/agreements/{agreement}/comparison", "?from=1&to=2");

    /** What is read of such a request before its sender's role is looked at can be refused first. */
    private static final Set<String> READ_FIRST = Set.of(
            "GET /api/v1/disclosures",
            "GET /api/v1/recalls/notices/{notice}/answer-text",
            "HEAD /api/v1/uploads/{upload}");

    /** Acts without a body. */
    private static final Pattern NOTHING_TO_READ = Pattern.compile(".*/(users/\\{user}/disable"
            + "|keys/\\{key}/(confirm|revoke|retirement)"
            + "|api-tokens/\\{token}/revoke"
            + "|openings/\\{opening}/approve"
            + "|treatments/\\{treatment}/approve"
            + "|consultations/\\{consultation}/confirm"
            + "|closed-items/\\{item}/reopen/confirm"
            + "|facts/\\{fact}/confirm"
            + "|holds/\\{hold}(/lift)?/confirm"
            + "|successions/\\{succession}/export"
            + "|webhooks/\\{webhook}/(pause|resume|secret|test))");

    private static final AuthorisationMatrix MATRIX = AuthorisationMatrix.read();

    @Inject
    TestParties parties;

    @Test
    void theTableListsExactlyTheRoutesOfTheService() {
        Set<String> routes =
                Routes.all().stream().map(Routes.Route::toString).collect(Collectors.toCollection(TreeSet::new));
        assertThat(MATRIX.rules().keySet()).isEqualTo(routes);
    }

    @Test
    void withoutATokenOnlyThePublicOnesAnswer() {
        for (Routes.Route route : Routes.all()) {
            boolean refused = request(null, route).statusCode() == 401;
            assertThat(refused)
                    .as(route.toString())
                    .isNotEqualTo(MATRIX.of(route).isPublic());
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRoleMayWhatTheTableSays(Role role) {
        String party = Set.of(Role.CUSTODIAN, Role.OPERATOR).contains(role)
                ? parties.custodian().party()
                : parties.newParty();
        String token = parties.userOf(party, role).token();
        Map<String, String> wrong = new TreeMap<>();
        for (Routes.Route route : Routes.all()) {
            May may = MATRIX.of(route).roles().get(role);
            if (may == May.YES && BEGINS_WORK.contains(route.toString())) {
                continue;
            }
            Response answer = request(token, route);
            String fault = fault(may, route, answer);
            if (fault != null) {
                wrong.put(route.toString(), answer.statusCode() + ": " + fault);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsOfAnotherOrganisationLooksLikeWhatIsNotThere() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String source = owner.sends(Map.of("kind", "PERSON"))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        int tried = 0;
        for (Routes.Route route : Routes.all()) {
            if (route.path().startsWith("/api/v1/sources/{source}")
                    && MATRIX.of(route).roles().get(Role.CONTRIBUTOR) == May.OWN) {
                Response theirs = send(other.token(), route.verb(), route.concrete(source));
                Response nobodys = send(other.token(), route.verb(), route.concrete());
                assertThat(theirs.statusCode()).as(route.toString()).isEqualTo(nobodys.statusCode());
                assertThat(type(theirs)).as(route.toString()).isEqualTo(type(nobodys));
                assertThat(theirs.statusCode()).as(route.toString()).isGreaterThanOrEqualTo(400);
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(5);
    }

    private static @Nullable String fault(@Nullable May may, Routes.Route route, Response answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            return "the service failed";
        }
        if (status == 401) {
            return "a valid token is refused";
        }
        boolean refusedForItsRole = status == 403 && (route.verb().equals("HEAD") || FORBIDDEN.equals(type(answer)));
        if (may == May.YES && refusedForItsRole) {
            return "the role may, and is refused";
        }
        if (may == May.NO && status < 400) {
            return "the role may not, and is let through";
        }
        if (may == May.NO && !isReadFirst(route) && status != 403 && status != 404) {
            return "the role may not, and is refused for something else";
        }
        if (may == May.OWN && status < 400 && route.path().contains("{")) {
            return "something is shown or done about what is not there";
        }
        return null;
    }

    private static boolean isReadFirst(Routes.Route route) {
        boolean reads = Set.of("GET", "HEAD").contains(route.verb());
        return reads
                ? READ_FIRST.contains(route.toString())
                : !NOTHING_TO_READ.matcher(route.path()).matches();
    }

    private static String reviewed() {
        return "?party=pty_aaaaaaaaaaaaaaaaaaaaaaaaaa&from=2026-01-01T00:00:00.000Z&until=2026-01-02T00:00:00.000Z";
    }

    private static @Nullable String type(Response answer) {
        // What answers HEAD has no body.
        return answer.contentType() != null
                        && answer.contentType().startsWith("application/problem+json")
                        && !answer.asString().isEmpty()
                ? answer.jsonPath().getString("type")
                : null;
    }

    private static Response request(@Nullable String token, Routes.Route route) {
        return send(token, route.verb(), route.concrete() + QUERIES.getOrDefault(route.toString(), ""));
    }

    private static Response send(@Nullable String token, String verb, String path) {
        RequestSpecification request = given().redirects().follow(false).accept("*/*");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!Set.of("GET", "HEAD", "OPTIONS").contains(verb)) {
            request.contentType(ContentType.JSON).body("{}");
        }
        return request.request(verb, path);
    }
}
