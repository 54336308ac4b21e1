package org.sillok.bundle.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.base64;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Digest;
import org.sillok.platform.PostgresTestResource;
import org.sillok.verify.ReceiptVerifier;
import org.sillok.verify.Trust;
import org.sillok.verify.Verdict;

/** Who sees what of a bundle, and what both sides have in hand afterwards. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BundleSightTest extends DeliveryCase {
    private Response acknowledge(String id, Digest archive, byte[] signature) {
        return cast.mechanism
                .sends(Map.of("sha256", archive.hex(), "signature", base64(signature)))
                .post(BUNDLES + id + "/acknowledgement");
    }

    @Test
    void whoHoldsItSaysSoWithItsKeyOnce() throws Exception {
        String id = accepted(FIRST);
        Digest archive = Sha2.sha256(FIRST);
        P256PrivateKey key = cast.signingKey(cast.mechanism);
        String text = "sillok/acknowledgement/1\n" + id + "\n" + archive.base64Url();
        byte[] signature = key.sign(text.getBytes(StandardCharsets.US_ASCII));
        problem(acknowledge(id, archive, signature), 409, "bundle-not-ready");
        part(id, 1).then().statusCode(200);
        JsonPath open =
                cast.mechanism.request().get(BUNDLES + id + "/acknowledgement").jsonPath();
        assertThat(open.getString("text")).isEqualTo(text);
        assertThat(open.getString("signature")).isNull();
        Digest other = Sha2.sha256(SECOND);
        problem(
                acknowledge(
                        id,
                        other,
                        key.sign(("sillok/acknowledgement/1\n" + id + "\n" + other.base64Url())
                                .getBytes(StandardCharsets.US_ASCII))),
                400,
                "invalid-field");
        problem(
                acknowledge(id, archive, cast.key.sign(text.getBytes(StandardCharsets.US_ASCII))),
                400,
                "invalid-field");
        problem(
                acknowledge(id, archive, key.sign((text + "\n").getBytes(StandardCharsets.US_ASCII))),
                400,
                "invalid-field");
        problem(
                cast.ngo
                        .sends(Map.of("sha256", archive.hex(), "signature", base64(signature)))
                        .post(BUNDLES + id + "/acknowledgement"),
                403,
                "forbidden");
        acknowledge(id, archive, signature).then().statusCode(200);
        acknowledge(id, archive, signature).then().statusCode(200);
        P256PrivateKey second = cast.signingKey(cast.mechanism);
        acknowledge(id, archive, second.sign(text.getBytes(StandardCharsets.US_ASCII)))
                .then()
                .statusCode(200);
        for (Actor actor : List.of(cast.mechanism, cast.ngo, parties.custodian())) {
            JsonPath done =
                    actor.request().get(BUNDLES + id + "/acknowledgement").jsonPath();
            assertThat(done.getString("signature")).isEqualTo(base64(signature));
            assertThat(done.getString("publicKey"))
                    .isEqualTo(base64(key.publicKey().spki()));
        }
        assertThat(Collections.frequency(types(cast.mechanism, id), "ACKNOWLEDGED"))
                .isEqualTo(1);
        assertThat(told(cast.ngo, id)).containsExactly("BUNDLE_DELIVERED", "BUNDLE_ACKNOWLEDGED");
        problem(
                acknowledge(id, archive, cast.key.sign(text.getBytes(StandardCharsets.US_ASCII))),
                400,
                "invalid-field");
    }

    @Test
    void bothSidesVerifyTheirReceiptsOfflineAndSeeWhatTheyMay() throws Exception {
        String id = accepted(FIRST);
        part(id, 1).then().statusCode(200);
        Trust trust = Trust.ofFile(given().get("/log/policy").asString());
        for (Actor actor : List.of(cast.mechanism, cast.ngo, parties.custodian(), parties.newPartyWith(Role.AUDITOR))) {
            assertThat(ReceiptVerifier.verify(receiptBytes(actor, id), trust, List.of()))
                    .isInstanceOf(Verdict.Verified.class);
            assertThat(types(actor, id)).containsExactly("SEALED", "UNDERTAKINGS_ACCEPTED", "DELIVERED");
        }
        Receipt.Entry sealed = receipt(cast.ngo, id).entries().get(0);
        assertThat(sealed.disclosures())
                .extracting(one -> one.name().field())
                .contains(Field.BUNDLE, Field.RECIPIENT)
                .doesNotContain(Field.DETAILS, Field.BASIS, Field.ACTOR);
        assertThat(receipt(cast.ngo, id).entries().get(1).disclosures())
                .extracting(one -> one.name().field())
                .contains(Field.TYPE)
                .doesNotContain(Field.DETAILS, Field.ACTOR);
        Receipt.Entry delivered = receipt(cast.ngo, id).entries().get(2);
        assertThat(delivered.disclosures())
                .extracting(one -> one.name().field())
                .contains(Field.DETAILS)
                .doesNotContain(Field.ACTOR);
        assertThat(value(receipt(cast.mechanism, id).entries().get(2), Field.ACTOR))
                .isEqualTo(cast.mechanism.user());
    }

    @Test
    void whoseMaterialIsInItSeesItsOwnAndNothingOfTheRest() {
        String id = accepted(FIRST);
        JsonPath mine = seen(cast.ngo, id);
        assertThat(mine.getString("viewpoint")).isEqualTo("HOLDER");
        assertThat(mine.getInt("items")).isEqualTo(1);
        assertThat(mine.getString("archive.sha256"))
                .isEqualTo(Sha2.sha256(FIRST).hex());
        assertThat(mine.getMap("archive")).doesNotContainKey("length");
        assertThat(mine.getMap("$")).doesNotContainKeys("parts", "undertakings", "job");
        JsonPath items = cast.ngo.request().get(BUNDLES + id + "/items").jsonPath();
        assertThat(items.getList("items.item")).containsExactly(item);
        assertThat(items.getMap("items[0]")).containsOnlyKeys("item", "version");
        problem(any(cast.ngo).get(BUNDLES + id + "/parts/1"), 403, "forbidden");
        problem(cast.mechanism.request().get(BUNDLES + id + "/items"), 403, "forbidden");
        Actor custodian = parties.custodian();
        JsonPath all = custodian.request().get(BUNDLES + id + "/items").jsonPath();
        assertThat(all.getList("items.holder")).containsExactly(cast.ngo.party());
        assertThat(all.getList("items.number", Integer.class)).containsExactly(1);
        problem(any(custodian).get(BUNDLES + id + "/parts/1"), 403, "forbidden");
        Actor auditor = parties.newPartyWith(Role.AUDITOR);
        assertThat(seen(auditor, id).getMap("$")).doesNotContainKeys("undertakings", "job");
        problem(auditor.request().get(BUNDLES + id + "/items"), 403, "forbidden");
    }

    @Test
    void itsOwnItemsAreListedInTheirOrderWithoutThoseThatAreHidden() throws Exception {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            own.add(cast.openItem());
        }
        request = cast.submitted(own.toArray(String[]::new));
        cast.approved(request);
        String id = ready(FIRST);
        String hiding = cast.consent(term("1", "PROHIBIT", "DISCOVER"));
        assertThat(seen(cast.ngo, id).getInt("items")).isEqualTo(5);
        Collections.sort(own);
        for (String hidden : List.of(own.remove(3), own.remove(0))) {
            TestConsents.bind(cast.ngo, hidden, null, hiding).then().statusCode(201);
        }
        assertThat(paged(cast.ngo, id)).isEqualTo(own);
        assertThat(seen(cast.ngo, id).getInt("items")).isEqualTo(3);
        assertThat(paged(parties.custodian(), id)).hasSize(5);
    }

    /** All items, one a page. */
    private static List<String> paged(Actor actor, String id) {
        List<String> items = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = actor.request()
                    .get(BUNDLES + id + "/items?limit=1" + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(page.getList("items.item", String.class));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        return items;
    }

    @Test
    void toOthersItDoesNotExist() {
        String id = accepted(FIRST);
        Actor others = parties.newPartyWith(Role.INVESTIGATOR, Role.CONTRIBUTOR);
        Actor without = parties.userOf(cast.mechanism.party(), Role.CONTRIBUTOR);
        for (Actor actor : List.of(others, without)) {
            for (String bundle : List.of(id, ABSENT, "nonsense")) {
                for (String route : List.of("", "/items", "/parts/1", "/acknowledgement", "/receipt")) {
                    problem(any(actor).get(BUNDLES + bundle + route), 404, "not-found");
                }
                any(actor).head(BUNDLES + bundle + "/parts/1").then().statusCode(404);
                problem(
                        actor.sends(Map.of("undertakings", Base64Url.encode(new byte[32])))
                                .post(BUNDLES + bundle + "/acceptance"),
                        404,
                        "not-found");
                problem(
                        actor.sends(Map.of("sha256", "00".repeat(32), "signature", "AAAA"))
                                .post(BUNDLES + bundle + "/acknowledgement"),
                        404,
                        "not-found");
            }
        }
        Actor operator = parties.userOf(parties.custodian().party(), Role.OPERATOR);
        problem(operator.request().get(BUNDLES + id), 403, "forbidden");
        problem(operator.request().get("/api/v1/bundles"), 403, "forbidden");
        given().get(BUNDLES + id).then().statusCode(401);
        given().get(BUNDLES + id + "/parts/1").then().statusCode(401);
    }

    @Test
    void listsShowWhatConcernsWhoAsks() {
        String one = ready(FIRST);
        String two = ready(SECOND);
        for (Actor actor : List.of(cast.mechanism, cast.ngo)) {
            assertThat(listed(actor, "")).containsExactly(one, two);
            assertThat(listed(actor, "?order=NEWEST")).containsExactly(two, one);
        }
        assertThat(listed(parties.newPartyWith(Role.INVESTIGATOR), "")).isEmpty();
        assertThat(listed(cast.mechanism, "?state=SEALED")).isEmpty();
        assertThat(listed(parties.custodian(), "?request=" + request)).containsExactly(one, two);
        JsonPath page = cast.mechanism.request().get("/api/v1/bundles?limit=1").jsonPath();
        assertThat(page.getList("items.id")).containsExactly(one);
        assertThat(listed(cast.mechanism, "?limit=1&cursor=" + page.getString("next")))
                .containsExactly(two);
        String etag = cast.mechanism.request().get(BUNDLES + one).header("ETag");
        cast.mechanism
                .request()
                .header("If-None-Match", etag)
                .get(BUNDLES + one)
                .then()
                .statusCode(304);
        problem(cast.mechanism.request().get("/api/v1/bundles?status=READY"), 400, "unknown-parameter");
    }

    private static List<String> listed(Actor actor, String query) {
        return actor.request()
                .get("/api/v1/bundles" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }
}
