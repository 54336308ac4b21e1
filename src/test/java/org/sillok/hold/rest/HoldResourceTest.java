package org.sillok.hold.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.hold.HoldCast.HOLDS;
import static org.sillok.hold.HoldCast.act;
import static org.sillok.hold.HoldCast.state;
import static org.sillok.hold.HoldCast.why;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.feed.SettledFeed;
import org.sillok.hold.HoldCast;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HoldResourceTest {
    private static final String ABSENT = "hld_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    private HoldCast cast;
    private Actor ngo;
    private String item;

    @BeforeEach
    void anItem() {
        cast = new HoldCast(parties);
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = TestConsents.item(ngo);
    }

    @Test
    void oneCustodianProposesAndAnotherPlacesAndLiftsItLikewise() {
        int before = statements(ngo, item);
        String id = cast.proposed(cast.body("LEGAL", item));
        assertThat(state(cast.first, id)).isEqualTo("PROPOSED");
        assertThat(statements(ngo, item)).isEqualTo(before);
        problem(act(cast.first, id, "confirm"), 403, "forbidden");
        act(cast.second, id, "confirm").then().statusCode(200).body("state", equalTo("PLACED"));
        problem(act(cast.second, id, "confirm"), 409, "conflict");
        problem(act(cast.second, id, "lift/confirm"), 409, "conflict");
        why(cast.second, id, "lift").then().statusCode(200).body("state", equalTo("LIFT_PROPOSED"));
        problem(act(cast.second, id, "lift/confirm"), 403, "forbidden");
        problem(why(cast.first, id, "lift"), 409, "conflict");
        act(cast.first, id, "lift/confirm").then().statusCode(200).body("state", equalTo("LIFTED"));
        cast.first
                .request()
                .get(HOLDS + "/" + id)
                .then()
                .body("steps.act", equalTo(List.of("PROPOSED", "PLACED", "LIFT_PROPOSED", "LIFTED")))
                .body("steps[2].reason", equalTo("It is over."))
                .body("reason", equalTo("A court has ordered it."));
        assertThat(statements(ngo, item))
                .as("that it was held, and that it is not")
                .isEqualTo(before + 2);
        assertThat(told(ngo, id)).containsExactly("HOLD_PLACED", "HOLD_LIFTED");
    }

    @Test
    void whatIsProposedIsRejectedByOneAndThingsStayAsTheyWere() {
        String never = cast.proposed(cast.body("LEGAL", item));
        why(cast.first, never, "reject").then().statusCode(200).body("state", equalTo("REJECTED"));
        problem(act(cast.second, never, "confirm"), 409, "conflict");
        problem(why(cast.first, never, "reject"), 409, "conflict");
        String stays = cast.placed(cast.body("PRESERVATION", item));
        why(cast.first, stays, "lift").then().statusCode(200);
        why(cast.second, stays, "reject").then().statusCode(200).body("state", equalTo("PLACED"));
        problem(act(cast.second, stays, "lift/confirm"), 409, "conflict");
        cast.lifted(stays);
        assertThat(told(ngo, never)).isEmpty();
    }

    @Test
    void itsOwnerLearnsThatAnItemIsHeldAndNothingMore() {
        String proposed = cast.proposed(cast.body("LEGAL", item));
        ngo.request()
                .get(TestConsents.ITEMS + item + "/holds")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        problem(ngo.request().get(HOLDS + "/" + proposed), 404, "not-found");
        String id = cast.placed(cast.body("LEGAL", item, TestConsents.item(parties.newPartyWith(Role.CONTRIBUTOR))));
        why(cast.first, id, "lift").then().statusCode(200);
        for (Response seen : List.of(
                ngo.request().get(TestConsents.ITEMS + item + "/holds"),
                ngo.request().get(HOLDS))) {
            seen.then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].id", equalTo(id))
                    .body("items[0].kind", equalTo("LEGAL"))
                    .body("items[0].state", equalTo("PLACED"))
                    .body("items[0].items", equalTo(1))
                    .body("items[0].steps", nullValue())
                    .body("items[0].mandate", nullValue())
                    .body(not(containsString("court has ordered")));
        }
        ngo.request()
                .get(HOLDS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("PLACED"))
                .body("reason", nullValue());
        ngo.request()
                .get(HOLDS + "/" + id + "/items")
                .then()
                .statusCode(200)
                .body("items.item", equalTo(List.of(item)));
        ngo.request().get(HOLDS + "?state=LIFT_PROPOSED").then().statusCode(200).body("items", hasSize(0));
        ngo.request().get(HOLDS + "?state=PLACED").then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void whomItDoesNotConcernItDoesNotExist() {
        String id = cast.placed(cast.body("LEGAL", item));
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor investigator = parties.newPartyWith(Role.INVESTIGATOR);
        for (String path : List.of("", "/items")) {
            problem(other.request().get(HOLDS + "/" + id + path), 404, "not-found");
            problem(investigator.request().get(HOLDS + "/" + id + path), 403, "forbidden");
            problem(cast.first.request().get(HOLDS + "/" + ABSENT + path), 404, "not-found");
        }
        other.request().get(HOLDS).then().statusCode(200).body("items", hasSize(0));
        problem(investigator.request().get(HOLDS), 403, "forbidden");
        problem(other.request().get(TestConsents.ITEMS + item + "/holds"), 404, "not-found");
        problem(ngo.request().get(TestConsents.ITEMS + "itm_x/holds"), 404, "not-found");
        for (Actor actor : List.of(ngo, other, investigator)) {
            problem(actor.sends(cast.body("LEGAL", item)).post(HOLDS), 403, "forbidden");
            problem(act(actor, id, "confirm"), 403, "forbidden");
            problem(why(actor, id, "reject"), 403, "forbidden");
            problem(why(actor, id, "lift"), 403, "forbidden");
            problem(act(actor, id, "lift/confirm"), 403, "forbidden");
        }
        problem(act(cast.second, ABSENT, "confirm"), 404, "not-found");
    }

    @Test
    void auditorsSeeWhoDidWhatAndNoTexts() {
        String id = cast.placed(cast.body("LEGAL", item));
        parties.newPartyWith(Role.AUDITOR)
                .request()
                .get(HOLDS + "/" + id)
                .then()
                .statusCode(200)
                .body("steps.by", equalTo(List.of(cast.first.user(), cast.second.user())))
                .body("reason", nullValue())
                .body("authority", nullValue())
                .body("mandate", nullValue());
    }

    @Test
    void whatIsMalformedNamesTheField() {
        String absent = "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa";
        refused(cast.body("LEGAL"), "/items");
        refused(cast.body("LEGAL", absent), "/items");
        refused(cast.body("LEGAL", item, item), "/items");
        refused(cast.body("LEGAL", "x"), "/items");
        refused(cast.bodyOf("LEGAL", "usr_aaaaaaaaaaaaaaaaaaaaaaaaaa"), "/of");
        refused(cast.bodyOf("LEGAL", "req_aaaaaaaaaaaaaaaaaaaaaaaaaa"), "/of");
        refused(cast.bodyOf("LEGAL", "bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa"), "/of");
        refused(cast.bodyOf("LEGAL", "src_aaaaaaaaaaaaaaaaaaaaaaaaaa"), "/of");
        Map<String, Object> both = cast.body("LEGAL", item);
        both.put("of", "src_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        refused(both, "/items");
        Map<String, Object> past = cast.body("LEGAL", item);
        past.put("until", "2020-01-01T00:00:00.000Z");
        refused(past, "/until");
        Map<String, Object> foreign = cast.body("LEGAL", item);
        foreign.put("mandate", TestConsents.evidence(item));
        refused(foreign, "/mandate");
        Map<String, Object> mute = cast.body("LEGAL", item);
        mute.remove("reason");
        refused(mute, "/reason");
        problem(cast.first.sends(cast.body("WHATEVER", item)).post(HOLDS), 400, "invalid-field");
        problem(cast.first.request().get(HOLDS + "?what=x"), 400, "unknown-parameter");
        problem(cast.first.sends("{}").post(HOLDS + "/" + ABSENT + "/reject"), 400, "invalid-field");
    }

    private void refused(Map<String, Object> body, String pointer) {
        Response answer = cast.first.sends(body).post(HOLDS);
        problem(answer, 400, "invalid-field");
        assertThat(answer.jsonPath().getString("pointer")).isEqualTo(pointer);
    }

    @Test
    void aRepeatedProposalIsOne() {
        Map<String, Object> body = cast.body("LEGAL", item);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(cast.first
                    .sends(body)
                    .header("Idempotency-Key", "k-" + item)
                    .post(HOLDS)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneDoes() throws Exception {
        int before = statements(ngo, item);
        String id = cast.proposed(cast.body("LEGAL", item));
        Actor third = parties.userOf(cast.first.party(), Role.CUSTODIAN);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (Actor actor : List.of(cast.second, third)) {
                answers.add(pool.submit(() -> act(actor, id, "confirm").statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        } finally {
            pool.shutdownNow();
        }
        assertThat(statements(ngo, item)).isEqualTo(before + 1);
    }

    @Test
    void allThatASourceGaveIsHeldByNamingTheSource() {
        String source = TestConsents.source(ngo, "PERSON");
        String bound = TestConsents.item(ngo);
        String consent = TestConsents.given(ngo, source, item, TestConsents.permit("1", "INSPECT"));
        TestConsents.bind(ngo, bound, null, consent).then().statusCode(201);
        String id = cast.placed(cast.bodyOf("PRESERVATION", source));
        cast.first
                .request()
                .get(HOLDS + "/" + id + "/items")
                .then()
                .statusCode(200)
                .body("items.item", equalTo(List.of(bound)));
        cast.first
                .request()
                .get(HOLDS + "?item=" + bound)
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(id)));
    }

    @Test
    void listsGoOnWithACursor() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            placed.add(cast.placed(cast.body("PRESERVATION", item)));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonPath page = ngo.request()
                    .get(HOLDS + "?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            assertThat(page.<Integer>getList("items.items")).containsOnly(1);
            next = page.getString("next");
        } while (next != null);
        assertThat(seen).isEqualTo(placed);
        JsonPath register = cast.first
                .request()
                .get(HOLDS + "?item=" + item)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(register.getList("items.id")).isEqualTo(placed);
        assertThat(register.getList("items.steps.act"))
                .as("each with its own steps")
                .isEqualTo(Collections.nCopies(3, List.of("PROPOSED", "PLACED")));
    }

    /** How much the item's own stream says. */
    private static int statements(Actor actor, String held) {
        return actor.request()
                .get(TestConsents.ITEMS + held + "/statements")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    private static List<String> told(Actor actor, String subject) {
        JsonPath page = actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return page.getList("items.findAll { it.subject == '" + subject + "' }.type");
    }
}
