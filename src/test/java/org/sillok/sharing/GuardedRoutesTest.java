package org.sillok.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.sillok.evidence.db.DerivationRows;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.platform.PostgresTestResource;
import org.sillok.terms.Action;
import org.sillok.terms.Part;
import org.sillok.web.AuthorisationMatrix;

/**
 * Every route of the running service that names an item: what may not be discovered is answered there like what does not
 * exist. A new route has to be entered here, and then it is proved for it, too.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class GuardedRoutesTest {
    private static final String ITEMS = "/api/v1/items";
    private static final String ABSENT = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String TREATMENT = "trt_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static final int RUNS = 5;

    private interface Call {
        Response of(RequestSpecification request, String item);
    }

    /** What names an item in its path, and how it is called. */
    private static final Map<String, Call> GUARDED = Map.ofEntries(
            get("/{id}", ""),
            get("/{id}/versions", "/versions"),
            get("/{id}/versions/{number}", "/versions/1"),
            get("/{id}/versions/{version}/files/{file}", "/versions/1/files/1"),
            Map.entry(
                    "HEAD /{id}/versions/{version}/files/{file}",
                    (request, item) -> request.accept("*/*").head(ITEMS + "/" + item + "/versions/1/files/1")),
            get("/{id}/receipt", "/receipt"),
            get("/{id}/versions/{version}/receipt", "/versions/1/receipt"),
            get("/{id}/statements", "/statements"),
            get("/{id}/statements/{seq}", "/statements/0"),
            get("/{id}/statements/{seq}.tlog-proof", "/statements/0.tlog-proof"),
            get("/{id}/statements/{seq}.sigstore.json", "/statements/0.sigstore.json"),
            get("/{id}/head", "/head"),
            get("/{id}/depositors", "/depositors"),
            post("/{id}/depositors", "/depositors", "{\"party\":\"pty_aaaaaaaaaaaaaaaaaaaaaaaaaa\"}"),
            post("/{id}/depositors/{party}/withdraw", "/depositors/pty_aaaaaaaaaaaaaaaaaaaaaaaaaa/withdraw", ""),
            Map.entry(
                    "PUT /{id}/metadata",
                    (request, item) -> request.contentType("application/json")
                            .header("If-Match", "\"any\"")
                            .body("{\"title\":{\"ko\":\"x\"},\"kind\":\"DOCUMENT\",\"reason\":\"typing\"}")
                            .put(ITEMS + "/" + item + "/metadata")),
            Map.entry("POST /{id}/versions", (request, item) -> version(request, item, item)),
            get("/{item}/holds", "/holds"),
            get("/{item}/versions/{number}/treatments", "/versions/1/treatments"),
            post(
                    "/{item}/versions/{number}/treatments",
                    "/versions/1/treatments",
                    "{\"transformations\":[\"REDACT\"]}"),
            post(
                    "/{item}/versions/{number}/treatments/{treatment}/approve",
                    "/versions/1/treatments/" + TREATMENT + "/approve",
                    ""),
            post(
                    "/{item}/versions/{number}/treatments/{treatment}/revoke",
                    "/versions/1/treatments/" + TREATMENT + "/revoke",
                    "{\"reason\":\"r\"}"));

    /** Lists of items: a hidden one is not in them. */
    private static final Set<String> LISTS = Set.of("GET ");

    /** What names no item that exists already. */
    private static final Set<String> NEW = Set.of("POST ");

    /** The administration of what binds an item stays open to its owner, or a mistaken prohibition could not be repaired. */
    private static final Set<String> ADMINISTRATION = Set.of(
            "POST /{item}/preview",
            "GET /{item}/bindings",
            "POST /{item}/bindings",
            "DELETE /{item}/bindings/{binding}",
            "POST /{item}/bindings/proposals/{proposal}/confirm",
            "POST /{item}/bindings/proposals/{proposal}/reject");

    /** Everything else that a token opens, by its first step: shows no item, or not to the owner's staff as such. */
    private static final Set<String> ELSEWHERE = Set.of(
            "access-reviews",
            "accesses",
            "agreement-templates",
            "agreements",
            "anomalies",
            "api-tokens",
            "audits",
            "backups",
            "bundles",
            "closed-items",
            "consents",
            "consultations",
            "depositors",
            "disclosures",
            "discoveries",
            "erasures",
            "events",
            "facts",
            "fixity",
            "forms",
            "holds",
            "impacts",
            "jobs",
            "keys",
            "me",
            "notices",
            "parties",
            "recalls",
            "requests",
            "sources",
            "successions",
            "terms",
            "tokens",
            "uploads",
            "users",
            "vocabularies",
            "webhooks",
            "withdrawals");

    @Inject
    TestParties parties;

    @Inject
    Circumstances circumstances;

    @Inject
    DerivationRows derivations;

    @Inject
    DataSource pool;

    @Inject
    SessionFactory sessions;

    @Test
    void everyRouteWithAnItemIsInTheTable() {
        Set<String> known = new TreeSet<>(GUARDED.keySet());
        known.addAll(LISTS);
        known.addAll(NEW);
        known.addAll(ADMINISTRATION);
        Set<String> unlisted = new TreeSet<>();
        for (String route : routes()) {
            String path = route.substring(route.indexOf(' ') + 1);
            if (path.startsWith(ITEMS)) {
                String listed = route.replace(ITEMS, "");
                if (!known.contains(listed)) {
                    unlisted.add(listed);
                }
            } else if (path.startsWith("/api/v1/")
                    && !ELSEWHERE.contains(path.substring("/api/v1/".length()).split("/", 2)[0])) {
                unlisted.add(route);
            }
        }
        assertThat(unlisted).as("routes that nobody has thought about").isEmpty();
        assertThat(routes())
                .containsAll(GUARDED.keySet().stream()
                        .map(route -> route.replaceFirst(" ", " " + ITEMS))
                        .toList());
    }

    @Test
    void theTableOfAuthorisationsSaysTheSame() {
        Set<String> guarded = new TreeSet<>();
        GUARDED.keySet().forEach(route -> guarded.add(route.replaceFirst(" ", " " + ITEMS)));
        Set<String> administration = new TreeSet<>();
        ADMINISTRATION.forEach(route -> administration.add(route.replaceFirst(" ", " " + ITEMS)));
        AuthorisationMatrix matrix = AuthorisationMatrix.read();
        assertThat(matrix.consent("hides")).isEqualTo(guarded);
        assertThat(matrix.consent("administers")).isEqualTo(administration);
    }

    @Test
    void whatMayNotBeDiscoveredIsAnsweredLikeWhatIsNotThere() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String hidden = deposit(ngo);
        GUARDED.forEach(
                (route, call) -> assertThat(call.of(ngo.request(), hidden).statusCode())
                        .as("%s while nothing forbids it", route)
                        .isNotEqualTo(403));
        Prohibitions.install(circumstances).forbid(hidden, Action.DISCOVER, Part.METADATA);
        GUARDED.forEach((route, call) -> {
            Response theirs = call.of(ngo.request(), hidden);
            Response nobodys = call.of(ngo.request(), ABSENT);
            assertThat(theirs.statusCode()).as(route).isEqualTo(404).isEqualTo(nobodys.statusCode());
            assertThat(headers(theirs)).as(route).isEqualTo(headers(nobodys));
            assertThat(body(theirs)).as(route).isEqualTo(body(nobodys));
        });
        ngo.request().get(ITEMS).then().statusCode(200).body("items", hasSize(0));
        ngo.sends("{}").post(ITEMS + "/" + hidden + "/preview").then().statusCode(200);
    }

    @Test
    void whatMayBeDiscoveredButNotInspectedSaysWhyByCodeOnly() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String closed = deposit(ngo);
        String open = deposit(ngo);
        Prohibitions.install(circumstances).forbid(closed, Action.INSPECT, Part.values());
        GUARDED.forEach((route, call) -> {
            Response response = call.of(ngo.request(), closed);
            assertThat(response.statusCode()).as(route).isEqualTo(403);
            if (!route.startsWith("HEAD")) {
                assertThat(response.jsonPath().getString("type")).as(route).isEqualTo("/problems/not-permitted");
                assertThat(response.jsonPath().getString("detail")).isEqualTo("Not permitted: PROHIBITED.");
            }
        });
        JsonPath list =
                ngo.request().get(ITEMS + "?sort=depositedAt").then().extract().jsonPath();
        assertThat(list.getList("items.id")).containsExactly(closed, open);
        assertThat(list.getString("items[0].metadata")).isNull();
        assertThat(list.getString("items[1].metadata")).isNotNull();
        // A filter would say of what kind the closed one is.
        ngo.request()
                .get(ITEMS + "?kind=OTHER")
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(open));
    }

    @Test
    void bytesAreForbiddenWithoutForbiddingTheRest() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(ngo);
        Prohibitions.install(circumstances).forbid(item, Action.COPY, Part.CONTENT);
        ngo.request().get(ITEMS + "/" + item).then().statusCode(200);
        ngo.request().get(ITEMS + "/" + item + "/statements").then().statusCode(200);
        ngo.request()
                .accept("*/*")
                .header("Range", "bytes=0-1")
                .get(ITEMS + "/" + item + "/versions/1/files/1")
                .then()
                .statusCode(403);
        version(ngo.request(), deposit(ngo), item).then().statusCode(403);
    }

    @Test
    void aHiddenParentAndAnAbsentOneGetTheSameAnswer() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String hidden = deposit(ngo);
        String item = deposit(ngo);
        Prohibitions.install(circumstances).forbid(hidden, Action.DISCOVER, Part.METADATA);
        Response theirs = version(ngo.request(), item, hidden);
        Response nobodys = version(ngo.request(), item, ABSENT);
        assertThat(theirs.statusCode()).isEqualTo(400).isEqualTo(nobodys.statusCode());
        assertThat(body(theirs)).isEqualTo(body(nobodys));
    }

    @Test
    void whatWasMadeFromHiddenMaterialIsHiddenWithIt() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String original = deposit(ngo);
        String derived = deposit(ngo);
        version(ngo.request(), derived, original).then().statusCode(201);
        Prohibitions.install(circumstances).forbid(original, Action.DISCOVER, Part.METADATA);
        ngo.request().get(ITEMS + "/" + derived).then().statusCode(404);
        ngo.sends("{\"requester\":{\"class\":\"COURT\"},\"purposes\":[\"MEDIA\"]}")
                .post(ITEMS + "/" + derived + "/preview")
                .then()
                .statusCode(200)
                .body(containsString("ANCESTOR"))
                .body(not(containsString(original)))
                .body(not(containsString("con_zz")));
    }

    @Test
    void pagesAreFullAndCursorsGoOnWhateverIsHidden() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        List<String> shown = new ArrayList<>();
        Prohibitions prohibitions = Prohibitions.install(circumstances);
        for (int i = 0; i < 11; i++) {
            String item = deposit(ngo);
            if (Set.of(0, 2, 3, 4, 5, 9, 10).contains(i)) {
                prohibitions.forbid(item, Action.DISCOVER, Part.METADATA);
            } else {
                shown.add(item);
            }
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = ngo.request()
                    .get(ITEMS + "?sort=depositedAt&limit=2" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items")).hasSize(2);
            seen.addAll(page.getList("items.id"));
            next = page.getString("next");
        } while (next != null);
        assertThat(seen).isEqualTo(shown);
    }

    @Test
    void aListCostsTheSameQueriesHoweverLongItIs() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        AtomicInteger recursions = new AtomicInteger();
        DerivationRows real = ClientProxy.unwrap(derivations);
        QuarkusMock.installMockForInstance(
                new DerivationRows(pool) {
                    @Override
                    public List<Step> ancestry(String owner, List<String> items, int versions) {
                        recursions.incrementAndGet();
                        return real.ancestry(owner, items, versions);
                    }
                },
                derivations);
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        deposit(ngo);
        list(ngo, 1);
        long few = statementsOf(statistics, () -> list(ngo, 1));
        for (int i = 1; i < 200; i++) {
            deposit(ngo);
        }
        list(ngo, 200);
        recursions.set(0);
        long many = statementsOf(statistics, () -> list(ngo, 200));
        statistics.setStatisticsEnabled(false);
        assertThat(recursions).as("one for each list").hasValue(RUNS);
        assertThat(many).isLessThanOrEqualTo(few + 1);
    }

    private static long statementsOf(Statistics statistics, Runnable work) {
        // Others may run beside it (jobs look once a second): the least of several is what it costs.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long before = statistics.getPrepareStatementCount();
            work.run();
            least = Math.min(least, statistics.getPrepareStatementCount() - before);
        }
        return least;
    }

    private static void list(Actor actor, int size) {
        actor.request().get(ITEMS + "?limit=200").then().statusCode(200).body("items", hasSize(size));
    }

    private static Map.Entry<String, Call> get(String route, String path) {
        return Map.entry(
                "GET " + route, (request, item) -> request.accept("*/*").get(ITEMS + "/" + item + path));
    }

    private static Map.Entry<String, Call> post(String route, String path, String body) {
        return Map.entry(
                "POST " + route,
                (request, item) -> (body.isEmpty()
                                ? request
                                : request.contentType("application/json").body(body))
                        .post(ITEMS + "/" + item + path));
    }

    private static Response version(RequestSpecification request, String item, String parent) {
        String description = "{\"activity\":\"REDACTION\",\"parents\":[{\"item\":\"" + parent + "\",\"version\":1}]}";
        return request.contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(description)
                        .file("r.txt", new byte[] {1}, "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(ITEMS + "/" + item + "/versions");
    }

    static String deposit(Actor actor) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"en\":\"t\"},\"kind\":\"OTHER\"}")
                        .file("a.txt", "abc".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(ITEMS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> headers(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !Set.of("date", "x-request-id", "request-id")
                        .contains(header.getName().toLowerCase(Locale.ROOT)))
                .map(Header::toString)
                .map(header -> header.replaceAll("rid_[a-z2-7]+", ""))
                .sorted()
                .toList();
    }

    private static String body(Response response) {
        return response.asString().replaceAll("rid_[a-z2-7]+", "");
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sillok")) {
            for (JavaMethod method : resource.getMethods()) {
                verb(method).ifPresent(verb -> routes.add(verb + " " + path(resource, method)));
            }
        }
        return routes;
    }

    private static Optional<String> verb(JavaMethod method) {
        // By name: annotations of annotations are not on the importer's class path.
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs")
                        && Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                                .contains(type.getSimpleName()))
                .map(JavaClass::getSimpleName)
                .findFirst();
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String path = part(resource.tryGetAnnotationOfType(Path.class)
                        .map(Path::value)
                        .orElse(""))
                + part(method.tryGetAnnotationOfType(Path.class)
                        .map(Path::value)
                        .orElse(""));
        return path.replaceAll("\\{(\\w+):[^/]*?}", "{$1}");
    }

    private static String part(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }
}
