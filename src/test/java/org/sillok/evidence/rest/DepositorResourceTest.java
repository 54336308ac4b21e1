package org.sillok.evidence.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.evidence.JointDepositors;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.intake.FormBody;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DepositorResourceTest {
    private static final String ITEMS = "/api/v1/items/";

    private static final String PROPOSALS = "/api/v1/depositors/proposals";

    @Inject
    TestParties parties;

    @Inject
    JointDepositors depositors;

    @Inject
    Scope scope;

    @Test
    void anOwnerProposesAndWhoIsNamedAccepts() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        owner.request().get(depositors(item)).then().statusCode(200).body("items", hasSize(0));
        add(owner, item, joint.party())
                .then()
                .statusCode(201)
                .header("Location", endsWith(depositors(item)))
                .body("items.party", equalTo(List.of(joint.party())))
                .body("items.state", equalTo(List.of("PROPOSED")));
        assertThat(counted(item)).as("what was not accepted").isEmpty();
        joint.request()
                .get(PROPOSALS)
                .then()
                .statusCode(200)
                .body("items.item", equalTo(List.of(item)))
                .body("items.proposedBy", equalTo(List.of(owner.party())))
                .body("items[0].keySet()", containsInAnyOrder("item", "proposedBy", "proposedAt"));
        answer(joint, item, "accept").then().statusCode(200).body("item", equalTo(item));
        assertThat(counted(item)).containsExactly(new PartyId(joint.party()));
        joint.request().get(PROPOSALS).then().statusCode(200).body("items", hasSize(0));
        owner.request()
                .get(depositors(item))
                .then()
                .statusCode(200)
                .body("items.party", equalTo(List.of(joint.party())))
                .body("items.state", equalTo(List.of("ACCEPTED")));
        assertThat(statements(owner, item))
                .as("each step is on the item's record")
                .isEqualTo(3);
        problem(answer(joint, item, "accept"), 404, "not-found");
        problem(answer(joint, item, "decline"), 404, "not-found");
        problem(withdraw(owner, item, joint.party()), 409, "conflict");
        problem(add(owner, item, joint.party()), 409, "conflict");
    }

    @Test
    void whatWasDeclinedOrTakenBackCountsForNothingAndMayBeProposedAgain() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        add(owner, item, joint.party()).then().statusCode(201);
        answer(joint, item, "decline").then().statusCode(200);
        owner.request().get(depositors(item)).then().body("items.state", equalTo(List.of("DECLINED")));
        problem(withdraw(owner, item, joint.party()), 409, "conflict");
        add(owner, item, joint.party()).then().statusCode(201).body("items.state", equalTo(List.of("PROPOSED")));
        for (int i = 0; i < 2; i++) {
            withdraw(owner, item, joint.party()).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
        }
        problem(answer(joint, item, "accept"), 404, "not-found");
        joint.request().get(PROPOSALS).then().body("items", hasSize(0));
        assertThat(counted(item)).isEmpty();
        assertThat(statements(owner, item)).isEqualTo(5);
        for (int i = 0; i < 8; i++) {
            add(owner, item, joint.party()).then().statusCode(201);
            answer(joint, item, "decline").then().statusCode(200);
        }
        problem(add(owner, item, joint.party()), 409, "conflict");
    }

    @Test
    void onlyContributorsOfTheOneNamedAnswer() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor auditor = parties.userOf(joint.party(), Role.AUDITOR);
        Actor stranger = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor nobody = new Actor(joint.party(), joint.user(), "none");
        String item = deposit(owner);
        add(owner, item, joint.party()).then().statusCode(201);
        stranger.request().get(PROPOSALS).then().statusCode(200).body("items", hasSize(0));
        problem(auditor.request().get(PROPOSALS), 403, "forbidden");
        problem(nobody.request().get(PROPOSALS), 401, "unauthenticated");
        for (String answer : List.of("accept", "decline")) {
            problem(answer(stranger, item, answer), 404, "not-found");
            problem(answer(owner, item, answer), 404, "not-found");
            problem(answer(auditor, item, answer), 403, "forbidden");
            problem(answer(nobody, item, answer), 401, "unauthenticated");
            problem(answer(joint, "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa", answer), 404, "not-found");
            problem(answer(joint, "x", answer), 404, "not-found");
        }
        problem(withdraw(joint, item, joint.party()), 404, "not-found");
        problem(withdraw(owner, item, stranger.party()), 404, "not-found");
        problem(withdraw(owner, item, "x"), 404, "not-found");
        joint.request().get(PROPOSALS + "?limit=0").then().statusCode(400);
        joint.request().get(PROPOSALS + "?other=1").then().statusCode(400);
        assertThat(counted(item)).isEmpty();
    }

    @Test
    void proposalsComeInPages() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        List<String> items = List.of(deposit(owner), deposit(owner), deposit(owner));
        items.forEach(item -> add(owner, item, joint.party()).then().statusCode(201));
        JsonPath first =
                joint.request().get(PROPOSALS + "?limit=2").then().extract().jsonPath();
        assertThat(first.getList("items.item")).isEqualTo(items.subList(0, 2));
        joint.request()
                .get(PROPOSALS + "?limit=2&cursor=" + first.getString("next"))
                .then()
                .statusCode(200)
                .body("items.item", equalTo(items.subList(2, 3)))
                .body("next", equalTo(null));
    }

    @Test
    void anAnswerAndAWithdrawalAtOnceAreOneOfTheTwo() throws Exception {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 4; i++) {
                String item = deposit(owner);
                add(owner, item, joint.party()).then().statusCode(201);
                Callable<Integer> accept = () -> answer(joint, item, "accept").statusCode();
                Callable<Integer> withdraw =
                        () -> withdraw(owner, item, joint.party()).statusCode();
                List<Future<Integer>> answers = both.invokeAll(List.of(accept, withdraw));
                boolean accepted = answers.get(0).get() == 200;
                assertThat(answers.get(1).get()).isEqualTo(accepted ? 409 : 200);
                assertThat(counted(item)).hasSize(accepted ? 1 : 0);
                assertThat(statements(owner, item)).isEqualTo(3);
            }
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void theSameRequestAgainIsAnsweredAsTheFirstAndAnotherIsAConflict() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        String other = parties.newParty();
        for (int i = 0; i < 2; i++) {
            owner.sends(Map.of("party", other))
                    .header("Idempotency-Key", "joint-" + item)
                    .post(depositors(item))
                    .then()
                    .statusCode(201)
                    .body("items.party", equalTo(List.of(other)));
        }
        problem(add(owner, item, other), 409, "conflict");
    }

    @Test
    void twoAtOnceAreOneAndOneConflict() throws Exception {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        String other = parties.newParty();
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> one = () -> add(owner, item, other).statusCode();
            List<Future<Integer>> answers = both.invokeAll(List.of(one, one));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(201, 409);
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void theOneNamedSeesNoMoreThanBefore() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor joint = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        add(owner, item, joint.party()).then().statusCode(201);
        answer(joint, item, "accept").then().statusCode(200);
        problem(joint.request().get(ITEMS + item), 404, "not-found");
        problem(joint.request().get(depositors(item)), 404, "not-found");
        problem(add(joint, item, parties.newParty()), 404, "not-found");
    }

    @Test
    void onlyContributorsWithATokenMayAskAndName() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Actor auditor = parties.userOf(owner.party(), Role.AUDITOR);
        String item = deposit(owner);
        problem(auditor.request().get(depositors(item)), 403, "forbidden");
        problem(add(auditor, item, parties.newParty()), 403, "forbidden");
        Actor nobody = new Actor(owner.party(), owner.user(), "none");
        problem(nobody.request().get(depositors(item)), 401, "unauthenticated");
        problem(add(nobody, item, parties.newParty()), 401, "unauthenticated");
    }

    @Test
    void anOrganisationMustBeAnotherAndExist() {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        String item = deposit(owner);
        problem(add(owner, item, owner.party()), 400, "invalid-field");
        problem(add(owner, item, "pty_aaaaaaaaaaaaaaaaaaaaaaaaaa"), 400, "invalid-field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"party\":\"x\"}", "{\"party\":1}", "{\"party\":null}", "{\"partei\":\"x\"}", "[]", ""})
    void whatIsNotOneOrganisationIsRefused(String body) {
        Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        owner.sends(body).post(depositors(deposit(owner))).then().statusCode(400);
    }

    private Set<PartyId> counted(String item) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return depositors.of(List.of(new ItemId(item))).getOrDefault(new ItemId(item), Set.of());
        });
    }

    private static int statements(Actor owner, String item) {
        return owner.request()
                .get(ITEMS + item + "/statements")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    private static Response answer(Actor actor, String item, String answer) {
        return actor.request().post(PROPOSALS + "/" + item + "/" + answer);
    }

    private static Response withdraw(Actor actor, String item, String party) {
        return actor.request().post(depositors(item) + "/" + party + "/withdraw");
    }

    private static String depositors(String item) {
        return ITEMS + item + "/depositors";
    }

    private static Response add(Actor actor, String item, String party) {
        return actor.sends(Map.of("party", party)).post(depositors(item));
    }

    private static String deposit(Actor actor) {
        return actor.request()
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata("{\"title\":{\"en\":\"a list\"},\"kind\":\"LIST\"}")
                        .file("list.txt", new byte[3])
                        .end()
                        .bytes())
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void problem(Response response, int status, String slug) {
        response.then().statusCode(status).body("type", endsWith("/problems/" + slug));
    }
}
