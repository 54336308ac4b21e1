package org.sillok.discovery.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sillok.agreement.AgreementCast;
import org.sillok.consent.TestConsents;
import org.sillok.discovery.Findings;
import org.sillok.discovery.Projection;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;

/** Searches among one's own items and among those of others. Whoever is named here is invented. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DiscoveryResourceTest {
    private static final String PATH = "/api/v1/discoveries";
    private static final String ASK =
            "'ask':{'purposes':['CRIMINAL_PROSECUTION'],'proceeding':'INTERNATIONAL_CRIMINAL',"
                    + "'places':{'SEAT':['NL'],'STORAGE':['NL'],'PROCEEDING':['NL'],'ONWARD':[]}}";

    @Inject
    TestParties parties;

    @Inject
    Findings findings;

    @Inject
    Projection projection;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Test
    void contributorsFindTheirOwnItemsInAnyScriptAndByUncertainDates() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String testimony = item(
                ngo,
                "{'title':{'ko':'김정욱 씨 면담'},'kind':'TESTIMONY','languages':['ko-KP'],"
                        + "'created':{'asWritten':'mid-2014','edtf':'2014~','place':'가상리'},"
                        + "'description':{'ar':'مُقابلة في المدينة'}}");
        String list = item(
                ngo, "{'title':{'en':'List of 3 (+1 body)'},'kind':'LIST','created':{'edtf':'2019-10-31/2019-11-02'}}");
        awaitFound(ngo, testimony, list);
        assertThat(found(ngo, "{'text':'KIM Jung Wook'}")).containsExactly(testimony);
        assertThat(found(ngo, "{'text':'Kim Jeong-wook'}")).containsExactly(testimony);
        assertThat(found(ngo, "{'text':'정욱'}")).containsExactly(testimony);
        assertThat(found(ngo, "{'text':'مقابلة المدينه'}")).containsExactly(testimony);
        assertThat(found(ngo, "{'text':'body list'}")).containsExactly(list);
        assertThat(found(ngo, "{'text':'김민수'}")).isEmpty();
        assertThat(found(ngo, "{'languages':['ko']}")).containsExactly(testimony);
        assertThat(found(ngo, "{'locations':['가상','평행']}")).containsExactly(testimony);
        assertThat(found(ngo, "{'kinds':['LIST','IMAGE']}")).containsExactly(list);
        assertThat(found(ngo, "{'dates':{'from':'2019-11-01'}}")).containsExactly(list);
        assertThat(found(ngo, "{'dates':{'from':'2020'}}")).isEmpty();
        search(ngo, "{'dates':{'from':'2014-06','until':'2014-07'}}")
                .then()
                .body("items.item", equalTo(List.of(testimony)))
                .body("items[0].match", equalTo("POSSIBLE"))
                .body("items[0].title.ko", equalTo("김정욱 씨 면담"))
                .body("items[0].finding", nullValue())
                .body("count", equalTo("1"))
                .body("more", equalTo(false));
        search(ngo, "{'dates':{'from':'2019','until':'2019'}}").then().body("items[0].match", equalTo("CERTAIN"));
        assertThat(found(parties.newPartyWith(Role.CONTRIBUTOR), "{'text':'정욱'}"))
                .isEmpty();
    }

    @Test
    void pagesGoOnForTheSameQuestionOfTheSameOrganisationOnly() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            items.add(item(ngo, "{'title':{'en':'Fictitious page'},'kind':'OTHER'}"));
        }
        awaitFound(ngo, items.toArray(new String[0]));
        JsonPath first = search(ngo, "{'text':'page','limit':2}").jsonPath();
        assertThat(first.getList("items")).hasSize(2);
        String cursor = first.getString("next");
        assertThat(cursor).matches("[A-Za-z0-9_-]{43}");
        List<String> seen = new ArrayList<>(first.getList("items.item"));
        JsonPath second = search(ngo, "{'text':'page','limit':2,'cursor':'" + cursor + "'}")
                .jsonPath();
        seen.addAll(second.getList("items.item"));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(items);
        assertThat(second.getString("next")).isNull();
        assertThat(second.getString("count")).isNull();
        problem(search(ngo, "{'text':'pag','cursor':'" + cursor + "'}"), 400, "invalid-cursor");
        problem(search(ngo, "{'text':'page','cursor':'" + cursor.substring(1) + "A'}"), 400, "invalid-cursor");
        problem(search(ngo, "{'text':'page','cursor':'x'}"), 400, "invalid-cursor");
        problem(
                search(parties.newPartyWith(Role.CONTRIBUTOR), "{'text':'page','cursor':'" + cursor + "'}"),
                400,
                "invalid-cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|malformed-json|",
                "{'colour':'red'}|unknown-field|/colour",
                "{'text':' '}|invalid-field|/text",
                "{'text':'...'}|invalid-field|/text",
                "{'kinds':['PAINTING']}|invalid-field|/kinds/0",
                "{'languages':['q']}|invalid-language-tag|/languages/0",
                "{'locations':[]}|invalid-field|/locations",
                "{'dates':{}}|invalid-field|/dates",
                "{'dates':{'from':'soon'}}|invalid-date|/dates/from",
                "{'dates':{'from':'2015','until':'2014'}}|invalid-field|/dates/until",
                "{'limit':0}|invalid-field|/limit",
                "{'ask':{}}|invalid-field|/ask/purposes",
                "{'ask':{'purposes':['FUN']}}|invalid-field|/ask/purposes/0",
                "{'ask':{'purposes':['AUDIT'],'places':{'SEAT':[]}}}|invalid-field|/ask/places/SEAT",
                "{'ask':{'purposes':['AUDIT'],'places':{'MOON':['NL']}}}|invalid-field|/ask/places/MOON"
            })
    void aQuestionThatCannotBeUnderstoodIsRefused(String body, String slug, String pointer) {
        Actor both = parties.newPartyWith(Role.CONTRIBUTOR, Role.INVESTIGATOR);
        Response answer = search(both, body);
        problem(answer, 400, slug);
        if (pointer != null) {
            assertThat(answer.asString()).contains("\"" + pointer + "\"");
        }
    }

    @Test
    void eachKindOfSearchHasItsRoleAndEveryOneIsOnTheRecord() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor investigator = parties.newPartyWith(Role.INVESTIGATOR);
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(401);
        given().post(PATH + "/rebuilds").then().statusCode(401);
        for (Object[] one : new Object[][] {
            {ngo, "{}", 200},
            {ngo, "{" + ASK + "}", 403},
            {investigator, "{}", 403},
            {investigator, "{" + ASK + "}", 200},
            {auditor, "{}", 403},
            {auditor, "{" + ASK + "}", 403}
        }) {
            Actor actor = (Actor) one[0];
            long before = statements(actor);
            search(actor, (String) one[1]).then().statusCode((Integer) one[2]);
            assertThat(statements(actor) - before).as("%s %s", one[1], one[2]).isEqualTo(1);
        }
        problem(ngo.request().post(PATH + "/rebuilds"), 403, "forbidden");
        problem(auditor.request().post(PATH + "/rebuilds"), 403, "forbidden");
        ngo.request().get(PATH).then().statusCode(405);
    }

    @Test
    void othersFindWhatMayBeDiscoveredUnderANameOfTheirOwn() {
        Cast cast = new Cast();
        String item = cast.shared("{'title':{'en':'Fictitious ledger'},'kind':'DOCUMENT','languages':['en'],"
                + "'created':{'edtf':'2015','place':'Nowhere'},'collector':'Somebody (fictitious)'}");
        String unbound = item(cast.ngo, "{'title':{'en':'Fictitious ledger'},'kind':'DOCUMENT'}");
        awaitFound(cast.ngo, item, unbound);
        JsonPath seen = search(
                        cast.court,
                        "{'kinds':['DOCUMENT'],'locations':['nowhere'],'dates':{'from':'2015'}," + ASK + "}")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].finding", matchesPattern("fnd_[a-z2-7]{26}"))
                .body("items[0].item", nullValue())
                .body("items[0].versions", equalTo(List.of(1)))
                .body("items[0].kind", equalTo("DOCUMENT"))
                .body("items[0].place", equalTo("Nowhere"))
                .body("items[0].date", equalTo("2015"))
                .body("items[0].match", equalTo("CERTAIN"))
                .body("items[0].title", nullValue())
                .body("count", equalTo("1-4"))
                .extract()
                .jsonPath();
        String finding = seen.getString("items[0].finding");
        assertThat(findings.item(new PartyId(cast.court.party()), finding)).contains(new ItemId(item));
        assertThat(findings.item(new PartyId(cast.ngo.party()), finding))
                .isNotEqualTo(java.util.Optional.of(new ItemId(item)));
        search(cast.court, "{'text':'ledger'," + ASK + "}")
                .then()
                .body("items", hasSize(0))
                .body("count", equalTo("0"));
        cast.mayBeNamed("in court, behind closed doors");
        search(cast.court, "{'text':'ledger'," + ASK + "}")
                .then()
                .body("items", hasSize(0))
                .body("count", equalTo("0"));
        cast.mayBeNamed();
        search(cast.court, "{'text':'ledger'," + ASK + "}")
                .then()
                .body("items.finding", equalTo(List.of(finding)))
                .body("items[0].title.en", equalTo("Fictitious ledger"));
        cast.ngo
                .sends(Map.of("decision", "DO_NOT_NAME", "reason", "a threat"))
                .post("/api/v1/sources/" + cast.source + "/naming")
                .then()
                .statusCode(201);
        search(cast.court, "{'text':'ledger'," + ASK + "}").then().body("items", hasSize(0));
        assertThat(search(cast.court, "{" + ASK.replace("CRIMINAL_PROSECUTION", "INTELLIGENCE") + "}")
                        .jsonPath()
                        .getList("items"))
                .as("the agreement is for accountability")
                .isEmpty();
        search(parties.newPartyWith(Role.INVESTIGATOR), "{" + ASK + "}").then().body("items", hasSize(0));
    }

    @Test
    void whatIsForbiddenAnswersLikeWhatIsNotThere() {
        Cast cast = new Cast();
        String item = item(cast.ngo, "{'title':{'en':'Forbidden zebra'},'kind':'AUDIO','created':{'edtf':'2011'}}");
        awaitFound(cast.ngo, item);
        String zebra = "{'text':'zebra'," + ASK + "}";
        String absent = search(cast.court, "{'text':'unicorn'," + ASK + "}").asString();
        assertThat(search(cast.court, zebra).asString())
                .as("nobody permitted it")
                .isEqualTo(absent);
        Map<String, Object> forbid = cast.everything("PROHIBIT");
        forbid.put("actions", List.of("DISCOVER"));
        forbid.put("purposes", Map.of("all", true));
        String consent = TestConsents.given(cast.ngo, cast.source, cast.form, forbid);
        TestConsents.bind(cast.ngo, item, null, consent).then().statusCode(201);
        for (String question : List.of(
                zebra, "{'kinds':['AUDIO']," + ASK + "}", "{'dates':{'from':'2011','until':'2011'}," + ASK + "}")) {
            assertThat(search(cast.court, question).asString()).isEqualTo(absent);
        }
        assertThat(search(cast.ngo, "{'text':'zebra'}").asString())
                .as("forbidden to everybody")
                .isEqualTo(search(cast.ngo, "{'text':'unicorn'}").asString());
    }

    @Test
    void whatMayOnlyBeDiscoveredIsCountedInCellsThatAreNotSmall() {
        Cast cast = new Cast();
        Map<String, Object> discover = cast.everything("PERMIT");
        discover.put("actions", List.of("DISCOVER"));
        String consent = TestConsents.given(cast.ngo, cast.source, cast.form, discover);
        String last = "";
        for (int i = 0; i < 5; i++) {
            String question = "{'kinds':['VIDEO']," + ASK + "}";
            if (i == 4) {
                awaitFound(cast.ngo, last);
                search(cast.court, question).then().body("cells", hasSize(0)).body("count", equalTo("0"));
            }
            last = item(
                    cast.ngo, "{'title':{'en':'Nameless'},'kind':'VIDEO','created':{'edtf':'2016-0" + (i + 1) + "'}}");
            TestConsents.bind(cast.ngo, last, null, consent).then().statusCode(201);
        }
        awaitFound(cast.ngo, last);
        for (String dates :
                List.of("", "'dates':{'from':'2016','until':'2016'},", "'dates':{'from':'2012','until':'2030'},")) {
            search(cast.court, "{'kinds':['VIDEO']," + dates + ASK + "}")
                    .then()
                    .body("items", hasSize(0))
                    .body("count", equalTo("0"))
                    .body("cells", hasSize(1))
                    .body("cells[0].kind", equalTo("VIDEO"))
                    .body("cells[0].year", equalTo(2016))
                    .body("cells[0].count", equalTo("5-9"));
        }
        for (String filter : List.of("'dates':{'from':'2016-02'},", "'text':'nameless',", "'dates':{'from':'2017'},")) {
            search(cast.court, "{" + filter + ASK + "}").then().body("cells", hasSize(0));
        }
    }

    @Test
    void aCorrectionIsFoundByWhatItSaysAndADestroyedKeyLeavesNothing() throws Exception {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = item(ngo, "{'title':{'en':'Mistaken giraffe'},'kind':'OTHER'}");
        awaitFound(ngo, item);
        String etag = ngo.request().get("/api/v1/items/" + item).header("ETag");
        ngo.sends("{'title':{'en':'Corrected okapi'},'kind':'OTHER','reason':'another animal'}".replace('\'', '"'))
                .header("If-Match", etag)
                .put("/api/v1/items/" + item + "/metadata")
                .then()
                .statusCode(200);
        assertThat(found(ngo, "{'text':'giraffe'}")).as("at once").isEmpty();
        await(() -> found(ngo, "{'text':'okapi'}").equals(List.of(item)));
        withoutKey(item, () -> {
            assertThat(found(ngo, "{'text':'okapi'}")).as("at once").isEmpty();
            projection.refresh(List.of(new ItemId(item)));
            assertThat(row(item)).isEmpty();
        });
    }

    @Test
    void aRebuildComesToTheSame() throws InterruptedException {
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = item(
                ngo,
                "{'title':{'ko':'다시 짓기','en':'Rebuilt'},'kind':'DATASET','created':{'edtf':'2001/..','place':'어디'}}");
        String lost = item(ngo, "{'title':{'en':'Rebuilt'},'kind':'DATASET'}");
        awaitFound(ngo, item, lost);
        List<?> before = row(item);
        projection.forget(new ItemId(lost));
        assertThat(row(lost)).isEmpty();
        String job = operator.request()
                .post(PATH + "/rebuilds")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath ended = operator.awaitJob(job);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("result.items")).isPositive();
        assertThat(row(item)).isEqualTo(before);
        assertThat(row(lost)).hasSize(1);
    }

    /** An organisation that provides, one that receives, an agreement between them, and a source. */
    private final class Cast {
        private final Actor ngo;
        private final Actor court;
        private final String form;
        private final String source;

        Cast() {
            AgreementCast cast = new AgreementCast(parties);
            ngo = cast.ngo();
            court = cast.mechanism();
            form = TestConsents.item(ngo);
            source = TestConsents.source(ngo, "PERSON");
            cast.inForce(
                    AgreementCast.with(
                            AgreementCast.draft(List.of(ngo.party()), List.of(court.party())),
                            "clauses",
                            List.of(everything("PERMIT"))),
                    ngo,
                    court);
        }

        Map<String, Object> everything(String effect) {
            return new HashMap<>(Map.of(
                    "id",
                    "1",
                    "effect",
                    effect,
                    "actions",
                    List.of("DISCOVER", "INSPECT", "DISCLOSE"),
                    "recipients",
                    Map.of("all", true),
                    "purposes",
                    Map.of("only", List.of("ACCOUNTABILITY")),
                    "scope",
                    Map.of("parts", List.of("METADATA", "CONTENT", "CUSTODY"), "lineage", "ORIGINAL_AND_DERIVATIVES")));
        }

        String shared(String metadata) {
            String consent = TestConsents.given(ngo, source, form, everything("PERMIT"));
            String item = item(ngo, metadata);
            TestConsents.bind(ngo, item, null, consent).then().statusCode(201);
            return item;
        }

        void mayBeNamed(String... scope) {
            String path = "/api/v1/sources/" + source + "/naming";
            Map<String, Object> naming = new HashMap<>(
                    Map.of("decision", "MAY_NAME", "reason", "asked for it", "evidence", TestConsents.evidence(form)));
            Arrays.stream(scope).forEach(limit -> naming.put("scope", limit));
            String proposal = ngo.sends(naming)
                    .post(path)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("pending[0].id");
            parties.userOf(ngo.party(), Role.CONTRIBUTOR)
                    .request()
                    .post(path + "/proposals/" + proposal + "/confirm")
                    .then()
                    .statusCode(201);
        }
    }

    private static String item(Actor actor, String metadata) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata.replace('\'', '"'))
                        .file("a.txt", "abc".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response search(Actor actor, String question) {
        return actor.sends(question.replace('\'', '"')).post(PATH);
    }

    private static List<String> found(Actor actor, String question) {
        return search(actor, question).then().statusCode(200).extract().path("items.item");
    }

    private void awaitFound(Actor owner, String... items) {
        for (String item : items) {
            await(() -> !row(item).isEmpty());
        }
        assertThat(owner.party()).isNotEmpty();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 300; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the projection does not follow");
    }

    private List<?> row(String item) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return entities.createNativeQuery(
                            "select cast(row_to_json(e) as text) from discovery_entry e where item = ?1", String.class)
                    .setParameter(1, item)
                    .getResultList();
        });
    }

    private long statements(Actor actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return ((Number) entities.createNativeQuery("select count(*) from custody_statement where owner_party = ?1")
                            .setParameter(1, actor.party())
                            .getSingleResult())
                    .longValue();
        });
    }

    /** Afterwards the key is there again, as if it had never been destroyed: others use the same database. */
    private static void withoutKey(String item, Runnable test) throws SQLException {
        String which = " where subject = '" + item + "' and key_use = 'CONTENT'";
        try (Connection owner = DriverManager.getConnection(
                        config("quarkus.datasource.jdbc.url"),
                        config("quarkus.flyway.username"),
                        config("quarkus.flyway.password"));
                Statement statement = owner.createStatement()) {
            statement.execute("create temporary table kept as select * from vault.vault_subject_key" + which);
            assertThat(statement.executeUpdate("delete from vault.vault_subject_key" + which))
                    .isEqualTo(1);
            try {
                test.run();
            } finally {
                owner.setAutoCommit(false);
                for (String table : List.of("vault.vault_destroyed_key", "vault.vault_subject_key")) {
                    statement.execute("alter table " + table + " disable trigger user");
                }
                statement.executeUpdate("delete from vault.vault_destroyed_key" + which);
                statement.executeUpdate("insert into vault.vault_subject_key select * from kept");
                for (String table : List.of("vault.vault_destroyed_key", "vault.vault_subject_key")) {
                    statement.execute("alter table " + table + " enable trigger user");
                }
                owner.commit();
            }
        }
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static void problem(Response response, int status, String slug) {
        response.then().statusCode(status).body("type", equalTo("/problems/" + slug));
    }
}
