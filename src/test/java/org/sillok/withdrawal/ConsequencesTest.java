package org.sillok.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.consent.TestConsents.ITEMS;
import static org.sillok.consent.TestConsents.evidence;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.awaitAssessed;
import static org.sillok.request.RequestCast.lines;
import static org.sillok.withdrawal.WithdrawalCast.WITHDRAWALS;
import static org.sillok.withdrawal.WithdrawalCast.id;
import static org.sillok.withdrawal.WithdrawalCast.seen;
import static org.sillok.withdrawal.WithdrawalCast.withdraw;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.TestBundles;
import org.sillok.consent.TestConsents;
import org.sillok.hold.HoldCast;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.withdrawal.core.Level;

/** What a withdrawal does to decisions: it holds back by itself, whatever the consents say. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ConsequencesTest {
    @Inject
    TestParties parties;

    @Inject
    TestBundles bundles;

    @Test
    void itemsAreHeldBackAsFarAsTheLevelSaysAndBothRoomsHaveTheSameLevels() {
        assertThat(Arrays.stream(Level.values()).map(Level::name))
                .containsExactlyElementsOf(Arrays.stream(org.sillok.hold.Level.values())
                        .map(Enum::name)
                        .toList());
        for (Level level : Level.values()) {
            WithdrawalCast one = new WithdrawalCast(parties);
            String derived = one.derivedFrom(one.item);
            id(withdraw(one.cast.ngo, "item", one.item, level.name(), "SOURCE"));
            for (String item : new String[] {one.item, derived}) {
                assertThat(one.cast.ngo.request().get(ITEMS + item).statusCode())
                        .as(level + " " + item)
                        .isEqualTo(level.restricts() ? 404 : 200);
            }
        }
    }

    @Test
    void anItemIsTakenBackWhateverItsConsentsSayUntilThatIsLifted() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        String request = one.cast.submitted(one.item);
        assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                .isEqualTo("AWAITING_APPROVAL");
        String id = id(withdraw(one.cast.ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        assertThat(TestConsents.get(one.cast.ngo, one.consent).getString("state"))
                .isEqualTo("GIVEN");
        assessed(one, request);
        assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                .isEqualTo("NOT_AVAILABLE");
        assertThat(lines(one.cast.ngo, request).getString("items[0].reasons")).contains("HELD_BACK", "WITHDRAWN");
        lifted(one, id);
        assessed(one, request);
        assertThat(lines(one.cast.mechanism, request).getString("items[0].standing"))
                .isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void theRequesterSeesNothingOfWhatWasApprovedBeforeItWasTakenBack() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        String derived = one.derivedFrom(one.item);
        Map<String, Object> body = one.cast.body(one.item, derived);
        body.put("items", List.of(evidence(one.item), Map.of("item", derived, "version", 2)));
        String request = one.cast
                .mechanism
                .sends(body)
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        awaitAssessed(one.cast.mechanism, request);
        one.cast.approved(request);
        assertThat(lines(one.cast.mechanism, request).getList("items.standing")).contains("APPROVED");
        String id = id(withdraw(one.cast.ngo, "item", one.item, "NO_NEW_SHARING", "SOURCE"));
        JsonPath lines = lines(one.cast.mechanism, request);
        assertThat(lines.getList("items.standing")).containsOnly("NOT_AVAILABLE");
        assertThat(lines.getMap("items[0]")).doesNotContainKeys("holder", "window");
        assertThat(RequestCast.seen(one.cast.mechanism, request).getInt("lines.NOT_AVAILABLE"))
                .isEqualTo(2);
        assertThat(lines(one.cast.ngo, request).getList("items.standing"))
                .as("the holder sees what was decided")
                .contains("APPROVED");
        lifted(one, id);
        assertThat(lines(one.cast.mechanism, request).getList("items.standing")).contains("APPROVED");
    }

    @Test
    void whatLeftUnderAConsentIsCalledBackAlsoIfItIsBoundToItNoMore() throws Exception {
        WithdrawalCast one = new WithdrawalCast(parties);
        String kept = TestConsents.item(one.cast.ngo);
        TestConsents.bind(one.cast.ngo, kept, null, one.consent).then().statusCode(201);
        one.cast.encryptionKey(one.cast.mechanism);
        String request = one.cast.submitted(one.item);
        one.cast.approved(request);
        WithdrawalCast.disclosed(bundles.sealed("READY", request, new byte[200]));
        unbound(one, one.item);
        unbound(one, kept);
        JsonPath seen = seen(one.cast.ngo, id(one.withdraw("NO_FURTHER_USE")));
        assertThat(seen.getInt("items")).as("what never left is not reached").isEqualTo(1);
        assertThat(seen.getInt("bundles")).isEqualTo(1);
    }

    private static void unbound(WithdrawalCast one, String item) {
        String path = ITEMS + item + "/bindings";
        String binding = one.cast.ngo.request().get(path).jsonPath().getString("items[0].id");
        String proposal = one.cast
                .ngo
                .sends(Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(one.cast.ngo))))
                .delete(path + "/" + binding)
                .then()
                .statusCode(202)
                .extract()
                .path("pending[0].id");
        one.cast
                .colleague
                .request()
                .post(path + "/proposals/" + proposal + "/confirm")
                .then()
                .statusCode(201);
    }

    @Test
    void anErasureWaitsForAHoldOfAnyKind() {
        WithdrawalCast one = new WithdrawalCast(parties);
        HoldCast custodians = new HoldCast(parties);
        String id = id(withdraw(one.cast.ngo, "item", one.item, "ERASE", "SOURCE"));
        assertThat(seen(one.cast.ngo, id).getString("erasure")).isEqualTo("PENDING");
        String hold = custodians.placed(custodians.body("PRESERVATION", one.item));
        assertThat(seen(one.cast.ngo, id).getString("erasure")).isEqualTo("WAITS_FOR_HOLD");
        custodians.lifted(hold);
        assertThat(seen(one.cast.ngo, id).getString("erasure")).isEqualTo("PENDING");
        lifted(one, id);
        assertThat(seen(one.cast.ngo, id).getString("erasure")).isEqualTo("NOT_ASKED");
    }

    private static void assessed(WithdrawalCast one, String request) {
        one.cast
                .ngo
                .request()
                .post(REQUESTS + "/" + request + "/assessments")
                .then()
                .statusCode(200);
    }

    private static void lifted(WithdrawalCast one, String id) {
        String lift = WITHDRAWALS + "/" + id + "/lift";
        Map<String, Object> why = Map.of("reason", "a mistake", "evidence", evidence(TestConsents.item(one.cast.ngo)));
        one.cast.ngo.sends(why).post(lift).then().statusCode(202);
        one.cast.colleague.request().post(lift + "/confirm").then().statusCode(200);
    }
}
