package org.sillok.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.erasure.ErasureCast.ERASURES;
import static org.sillok.erasure.ErasureCast.ITEMS;
import static org.sillok.erasure.ErasureCast.body;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.seen;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.hold.HoldCast;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;
import org.sillok.withdrawal.WithdrawalCast;

/** Erasures that carry out what somebody withdrew. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasureOfWithdrawalTest {
    @Inject
    TestParties parties;

    @Inject
    ErasureSweep sweep;

    private WithdrawalCast one;
    private Actor ngo;
    private ErasureCast cast;

    @BeforeEach
    void newCast() {
        one = new WithdrawalCast(parties);
        ngo = one.cast.ngo;
        cast = new ErasureCast(parties, ngo);
    }

    @Test
    void whatIsErasedIsDoneAndCanBeWithdrawnAgain() throws Exception {
        String withdrawal = id(one.withdraw("ERASE"));
        assertThat(seen(ngo, withdrawal).getString("erasure")).isEqualTo("PENDING");
        String erasure =
                proposed(withdrawal, one.item).then().statusCode(201).extract().path("id");
        assertThat(cast.confirmed(erasure).getString("state")).isEqualTo("CLEARED");
        assertThat(seen(ngo, withdrawal).getString("erasure")).isEqualTo("DONE");
        problem(ngo.request().get(ITEMS + "/" + one.item), 410, "erased");
        id(withdraw(ngo, "item", one.item, "RESTRICT", "ORGANISATION"));
        problem(ngo.request().get(ITEMS + "/" + one.item), 410, "erased");
    }

    @Test
    void onlyAWithdrawalOfTheOrganisationsOwnThatAsksForItIsCarriedOut() {
        problem(proposed("wdr_aaaaaaaaaaaaaaaaaaaaaaaaaa", one.item), 400, "invalid-field");
        problem(proposed(id(one.withdraw("RESTRICT")), one.item), 400, "invalid-field");
        String withdrawal = id(one.withdraw("ERASE"));
        problem(proposed(withdrawal, one.item, TestConsents.item(ngo)), 400, "invalid-field");
        WithdrawalCast other = new WithdrawalCast(parties);
        problem(proposed(id(other.withdraw("ERASE")), one.item), 400, "invalid-field");
        proposed(withdrawal, one.item).then().statusCode(201);
    }

    @Test
    void whatWasLiftedBeforeTheConfirmationIsNotCarriedOut() {
        String withdrawal = id(one.withdraw("ERASE"));
        String erasure =
                proposed(withdrawal, one.item).then().statusCode(201).extract().path("id");
        String lift = WITHDRAWALS + "/" + withdrawal + "/lift";
        ngo.sends(Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(ngo))))
                .post(lift)
                .then()
                .statusCode(202);
        one.cast.colleague.request().post(lift + "/confirm").then().statusCode(200);
        problem(cast.confirm(cast.custodian, erasure), 409, "conflict");
        ngo.request().get(ITEMS + "/" + one.item).then().statusCode(200);
    }

    @Test
    void whatWasLiftedAfterTheConfirmationIsNotCarriedOutAnyFurther() throws Exception {
        HoldCast custodians = new HoldCast(parties);
        String withdrawal = id(one.withdraw("ERASE"));
        String erasure =
                proposed(withdrawal, one.item).then().statusCode(201).extract().path("id");
        String hold = custodians.placed(custodians.body("PRESERVATION", one.item));
        assertThat(cast.confirmed(erasure).getString("state")).isEqualTo("BLOCKED");
        String lift = WITHDRAWALS + "/" + withdrawal + "/lift";
        ngo.sends(Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(ngo))))
                .post(lift)
                .then()
                .statusCode(202);
        one.cast.colleague.request().post(lift + "/confirm").then().statusCode(200);
        custodians.lifted(hold);
        sweep.sweep();
        assertThat(cast.seen(erasure).getString("state")).isEqualTo("BLOCKED");
        ngo.request().get(ITEMS + "/" + one.item).then().statusCode(200);
        cast.custodian
                .request()
                .get(ERASURES + "/" + erasure + "/items")
                .then()
                .body("items[0].holds", equalTo(List.of(withdrawal)));
    }

    private Response proposed(String withdrawal, String... items) {
        Map<String, Object> body = body(items);
        body.put("withdrawal", withdrawal);
        return ngo.sends(body).post(ERASURES);
    }
}
