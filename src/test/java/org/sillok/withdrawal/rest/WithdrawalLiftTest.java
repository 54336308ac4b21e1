package org.sillok.withdrawal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.body;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.statements;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.withdrawal.WithdrawalCast;

/** Withdrawals after they were recorded: repeated, listed, lifted. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WithdrawalLiftTest {
    @Inject
    TestParties parties;

    @Test
    void repeatedWithItsKeyItIsTheSame() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Map<String, Object> body = body("consent", one.consent, "NO_FURTHER_USE", "GUARDIAN");
        String id = null;
        for (String replayed : new String[] {null, "true", "true"}) {
            String next = one.cast
                    .ngo
                    .sends(body)
                    .header("Idempotency-Key", "once")
                    .post(WITHDRAWALS)
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", equalTo(replayed))
                    .extract()
                    .path("id");
            assertThat(id == null ? next : id).isEqualTo(next);
            id = next;
        }
        body.put("level", "ERASE");
        problem(
                one.cast.ngo.sends(body).header("Idempotency-Key", "once").post(WITHDRAWALS),
                422,
                "idempotency-key-reused");
    }

    @Test
    void toLiftItTakesTwoPeopleAndSomethingThatShowsWhy() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        Actor colleague = one.cast.colleague;
        String id = id(withdraw(ngo, "item", one.item, "NO_FURTHER_USE", "SOURCE"));
        String lift = WITHDRAWALS + "/" + id + "/lift";
        problem(colleague.request().post(lift + "/confirm"), 409, "conflict");
        problem(colleague.request().post(lift + "/reject"), 409, "conflict");
        ngo.sends(Map.of("reason", "he thought again"))
                .post(lift)
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/evidence"));
        Map<String, Object> shown =
                new HashMap<>(Map.of("reason", "he thought again", "evidence", evidence(TestConsents.item(ngo))));
        ngo.sends(shown)
                .post(lift)
                .then()
                .statusCode(202)
                .body("state", equalTo("LIFT_PROPOSED"))
                .body("lift.reason", equalTo("he thought again"));
        problem(ngo.sends(shown).post(lift), 409, "conflict");
        problem(ngo.request().post(lift + "/confirm"), 403, "forbidden");
        problem(parties.custodian().request().post(lift + "/confirm"), 403, "forbidden");
        colleague
                .request()
                .post(lift + "/reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_FORCE"))
                .body("lift.confirmed", equalTo(false));
        ngo.sends(shown).post(lift).then().statusCode(202).body("lift.number", equalTo(2));
        int before = statements(one.item);
        colleague
                .request()
                .post(lift + "/confirm")
                .then()
                .statusCode(200)
                .body("state", equalTo("LIFTED"))
                .body("lift.confirmed", equalTo(true))
                .body("lift.ruledBy", equalTo(colleague.user()));
        assertThat(statements(one.item)).isEqualTo(before + 1);
        problem(colleague.request().post(lift + "/confirm"), 409, "conflict");
        problem(ngo.sends(shown).post(lift), 409, "conflict");
        ngo.request()
                .get(WITHDRAWALS + "?stands=true&subject=" + one.item)
                .then()
                .body("items", hasSize(0));
        ngo.request()
                .get(WITHDRAWALS + "?stands=false&subject=" + one.item)
                .then()
                .body("items.id", equalTo(List.of(id)));
        id(withdraw(ngo, "item", one.item, "NO_FURTHER_USE", "SOURCE"));
    }

    @Test
    void theListGoesFromTheNewestOn() {
        WithdrawalCast one = new WithdrawalCast(parties);
        Actor ngo = one.cast.ngo;
        String first = id(withdraw(ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        String second = id(withdraw(ngo, "item", one.item, "RESTRICT", "SOURCE"));
        JsonPath page = ngo.request()
                .get(WITHDRAWALS + "?limit=1")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(second)))
                .extract()
                .jsonPath();
        ngo.request()
                .get(WITHDRAWALS + "?limit=1&cursor=" + page.getString("next"))
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(first)));
        ngo.request().get(WITHDRAWALS + "?level=RESTRICT").then().body("items.id", equalTo(List.of(second)));
    }
}
