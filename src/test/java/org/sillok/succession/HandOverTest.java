package org.sillok.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.succession.PackageJudge.values;
import static org.sillok.succession.SuccessionCast.SUCCESSIONS;
import static org.sillok.succession.SuccessionCast.signature;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.custody.core.Field;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.request.RequestCast;
import org.sillok.storage.ObjectStore;
import org.sillok.verify.ReceiptVerifier;
import org.sillok.verify.Trust;
import org.sillok.verify.Verdict;
import org.sillok.withdrawal.WithdrawalCast;

/** How a package is handed over, and what becomes of one that is not. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class HandOverTest {
    @Inject
    TestParties parties;

    @Inject
    ObjectStore store;

    @Inject
    SuccessionSweep sweep;

    @Inject
    Tampering tampering;

    private SuccessionCast cast;

    @BeforeEach
    void newCast() {
        cast = new SuccessionCast(parties);
    }

    @Test
    void whatTheSuccessorAcceptedIsOnAllRecordsAndGoesNowhereElse() throws Exception {
        String item = cast.material.item();
        String other = cast.material.item();
        String id = cast.exported();
        cast.accept(cast.first, id, cast.successorsKey)
                .then()
                .statusCode(200)
                .body("accepted.by", equalTo(cast.first.user()));
        JsonPath done = ended(id);
        assertThat(done.getString("state")).isEqualTo("HANDED_OVER");
        // Once more is harmless.
        cast.accept(cast.first, id, cast.successorsKey).then().statusCode(200);
        byte[] receipt = cast.ngo
                .request()
                .accept("*/*")
                .header("Prefer", "wait=20")
                .get(SUCCESSIONS + "/" + id + "/hand-over")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(ReceiptVerifier.verify(receipt, Trust.none(), List.of()))
                .isInstanceOf(Verdict.ConsistentUnverifiedIssuer.class);
        assertThat(values(receipt, Field.TYPE)).containsExactly("HOLDINGS_HANDED_OVER");
        assertThat(values(receipt, Field.RECIPIENT)).containsExactly(cast.successor.party());
        for (String one : List.of(item, other)) {
            byte[] own = cast.ngo
                    .request()
                    .accept("*/*")
                    .header("Prefer", "wait=20")
                    .get("/api/v1/items/" + one + "/receipt")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(values(own, Field.TYPE)).containsExactly("DEPOSITED", "HANDED_OVER");
            // The organisation still reads it.
            cast.ngo.request().get("/api/v1/items/" + one).then().statusCode(200);
            assertThat(RequestCast.number("select count(*) from hold_restriction where item = '" + one
                            + "' and withdrawal = '" + id + "' and level = 'NO_NEW_SHARING' and lifted_at is null"))
                    .isEqualTo(1);
        }
        assertThat(tampering.findings()).noneMatch(finding -> finding.contains(item) || finding.contains(other));
        problem(
                cast.first.sends(Map.of("reason", "too late")).post(SUCCESSIONS + "/" + id + "/reject"),
                409,
                "conflict");
        problem(cast.first.request().get(SUCCESSIONS + "/" + id + "/parts"), 409, "conflict");
        problem(cast.first.request().post(SUCCESSIONS + "/" + id + "/export"), 409, "conflict");
    }

    private JsonPath ended(String id) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            JsonPath seen = cast.seen(id);
            if (seen.getString("state").equals("HANDED_OVER")) {
                return seen;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it is not handed over");
    }

    @Test
    void nobodyElseAcceptsAndNothingElse() throws Exception {
        cast.material.item();
        String id = cast.exported();
        String path = SUCCESSIONS + "/" + id + "/acceptance";
        String text = cast.acceptanceText(id);
        problem(cast.first.sends(signature(cast.key, text)).post(path), 400, "invalid-field");
        problem(cast.first.sends(signature(cast.successorsKey, text + "\n")).post(path), 400, "invalid-field");
        problem(
                cast.first
                        .sends(signature(cast.successorsKey, text.replace("acceptance", "agreement")))
                        .post(path),
                400,
                "invalid-field");
        assertThat(cast.seen(id).getString("state")).isEqualTo("EXPORTED");
    }

    @Test
    void nothingIsReleasedFromHereOnceItIsAccepted() throws Exception {
        String item = cast.material.item();
        String asked = cast.material.item();
        WithdrawalCast.withdraw(cast.ngo, "item", asked, "ERASE", "SOURCE")
                .then()
                .statusCode(201);
        String id = cast.exported();
        cast.accept(cast.first, id, cast.successorsKey).then().statusCode(200);
        // With the acceptance itself, wherever the job is; and nothing of what stays.
        assertThat(RequestCast.number("select count(*) from hold_restriction where withdrawal = '" + id
                        + "' and item = '" + item + "' and level = 'NO_NEW_SHARING' and lifted_at is null"))
                .isEqualTo(1);
        assertThat(RequestCast.number("select count(*) from hold_restriction where withdrawal = '" + id + "'"))
                .isEqualTo(1);
        ended(id);
    }

    @Test
    void whatWasCalledOffIsDiscarded() throws Exception {
        cast.material.item();
        String id = cast.exported();
        cast.ngo
                .sends(Map.of("reason", "We stay."))
                .post(SUCCESSIONS + "/" + id + "/reject")
                .then()
                .statusCode(200);
        problem(cast.part(cast.first, id, "holdings", 1), 409, "conflict");
        sweep.leftovers();
        try (var left = store.list("succession/" + id + "/")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aPackageThatCanBeHandedOverIsLeftAlone() throws Exception {
        cast.material.item();
        String id = cast.exported();
        sweep.leftovers();
        cast.part(cast.first, id, "holdings", 1).then().statusCode(200);
        problem(cast.part(cast.first, id, "holdings", 99), 404, "not-found");
        problem(cast.part(cast.first, id, "HOLDINGS", 1), 404, "not-found");
        problem(cast.part(cast.first, id, "holdings", 0), 404, "not-found");
    }
}
