package org.sillok.erasure.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.erasure.ErasureCast.ERASURES;
import static org.sillok.erasure.ErasureCast.ITEMS;
import static org.sillok.erasure.ErasureCast.body;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.erasure.ErasureCast;
import org.sillok.feed.SettledFeed;
import org.sillok.identity.Role;
import org.sillok.identity.SignedHere;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ErasureResourceTest {
    private static final String NOBODYS = "ers_aaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Inject
    TestParties parties;

    private ErasureCast cast;

    @BeforeEach
    void newCast() {
        cast = new ErasureCast(parties);
    }

    @Test
    void whatTwoPeopleDecidedIsGoneAndThatItWasHereStays() throws Exception {
        String item = cast.item();
        String kept = cast.item();
        String id = cast.proposed(item);
        JsonPath proposed = cast.seen(id);
        assertThat(proposed.getString("state")).isEqualTo("PROPOSED");
        assertThat(proposed.getInt("items")).isEqualTo(1);
        // Nothing happens before somebody else agrees.
        cast.ngo.request().get(ITEMS + "/" + item).then().statusCode(200);
        JsonPath done = cast.confirmed(id);
        assertThat(done.getString("state")).isEqualTo("CLEARED");
        assertThat(done.getInt("erased")).isEqualTo(1);
        assertThat(done.getList("remains")).isEmpty();
        assertThat(done.getString("backupsUntil")).isNotNull();
        cast.ngo
                .request()
                .get(ERASURES + "/" + id + "/items")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].item", equalTo(item))
                .body("items[0].state", equalTo("ERASED"))
                .body("items[0].objects", equalTo(1))
                .body("items[0].removed", equalTo(1));

        problem(cast.ngo.request().get(ITEMS + "/" + item), 410, "erased");
        problem(cast.ngo.request().get(ITEMS + "/" + item + "/versions"), 410, "erased");
        problem(cast.any(cast.ngo).get(ITEMS + "/" + item + "/versions/1/files/1"), 410, "erased");
        problem(cast.derive(item, item), 410, "erased");
        problem(cast.derive(kept, item), 410, "erased");
        problem(
                cast.ngo
                        .sends("{\"title\":{\"ko\":\"x\"},\"kind\":\"DOCUMENT\",\"reason\":\"typing\"}")
                        .header("If-Match", "\"any\"")
                        .put(ITEMS + "/" + item + "/metadata"),
                410,
                "erased");
        // To others it looks as if it had never been there.
        problem(parties.newPartyWith(Role.CONTRIBUTOR).request().get(ITEMS + "/" + item), 404, "not-found");

        cast.ngo
                .request()
                .get(ITEMS)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.find { it.id == '" + item + "' }.metadata", nullValue())
                .body("items.find { it.id == '" + item + "' }.erasedAt", notNullValue())
                .body("items.find { it.id == '" + kept + "' }.erasedAt", nullValue());
        cast.ngo.request().get(ITEMS + "?kind=OTHER").then().statusCode(200).body("items", hasSize(0));
        cast.ngo.request().get(ITEMS + "/" + kept).then().statusCode(200);
        assertThat(told(cast.ngo)).contains("ERASURE_DONE");
    }

    @Test
    void theCustodyOfWhatWasErasedCanBeReadAndSaysSo() throws Exception {
        String item = cast.item();
        cast.erased(item);
        String path = ITEMS + "/" + item;
        cast.ngo.request().get(path + "/statements").then().statusCode(200).body("items", hasSize(2));
        String receipt = receipt(item);
        assertThat(receipt).contains("ERASED").doesNotContain("fileName").doesNotContain("a.txt");
        cast.any(cast.ngo).get(path + "/head").then().statusCode(200);
    }

    /** Its disclosures are base64url of salted arrays: decoded, so that their text can be looked at. */
    private String receipt(String item) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            var answer = cast.any(cast.ngo).get(ITEMS + "/" + item + "/receipt");
            if (answer.statusCode() == 200) {
                String text = answer.asString();
                return text
                        + Stream.of(text.split("[^A-Za-z0-9_-]+"))
                                .filter(word -> word.length() > 40 && word.length() % 4 != 1)
                                .map(ErasureResourceTest::decoded)
                                .collect(Collectors.joining("\n"));
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no receipt");
    }

    private static String decoded(String word) {
        return new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasMadeFromItGoesToo() throws Exception {
        String interview = cast.item();
        String transcript = cast.item();
        String summary = cast.item();
        cast.derive(transcript, interview).then().statusCode(201);
        cast.derive(summary, transcript).then().statusCode(201);
        String id = cast.proposed(interview);
        assertThat(cast.seen(id).getInt("items")).isEqualTo(3);
        cast.custodian
                .request()
                .get(ERASURES + "/" + id + "/items")
                .then()
                .body("items.findAll { it.named }.item", equalTo(List.of(interview)));
        cast.confirmed(id);
        for (String gone : List.of(interview, transcript, summary)) {
            problem(cast.ngo.request().get(ITEMS + "/" + gone), 410, "erased");
        }
    }

    @Test
    void whoConfirmsHasReadWhatWasMadeMeanwhile() throws Exception {
        String interview = cast.item();
        String transcript = cast.item();
        String id = cast.proposed(interview);
        String read = cast.etag(id);
        problem(cast.custodian.request().post(ERASURES + "/" + id + "/confirm"), 428, "precondition-required");
        cast.derive(transcript, interview).then().statusCode(201);
        problem(confirm(cast.custodian, id, read), 412, "precondition-failed");
        cast.ngo.request().get(ITEMS + "/" + interview).then().statusCode(200);
        assertThat(cast.seen(id).getInt("items")).isEqualTo(2);
        problem(confirm(cast.custodian, id, read), 412, "precondition-failed");
        assertThat(cast.confirmed(id).getInt("erased")).isEqualTo(2);
    }

    @Test
    void itTakesTwoPeopleAndTheRightOnes() throws Exception {
        String item = cast.item();
        given().contentType(ContentType.JSON)
                .body(body(item))
                .post(ERASURES)
                .then()
                .statusCode(401);
        problem(parties.newPartyWith(Role.INVESTIGATOR).sends(body(item)).post(ERASURES), 403, "forbidden");
        problem(cast.custodian.sends(body(item)).post(ERASURES), 403, "forbidden");
        problem(parties.newPartyWith(Role.CONTRIBUTOR).sends(body(item)).post(ERASURES), 400, "invalid-field");
        String id = cast.proposed(item);
        problem(cast.confirm(cast.ngo, id), 403, "forbidden");
        problem(cast.confirm(parties.userOf(cast.ngo.party(), Role.AUDITOR), id), 403, "forbidden");
        // Somebody who has both roles is still one person.
        Actor both = parties.userOf(parties.custodian().party(), Role.CUSTODIAN, Role.CONTRIBUTOR);
        ErasureCast own = new ErasureCast(parties, both);
        String mine = own.proposed(own.item());
        problem(own.confirm(both, mine), 409, "conflict");
        own.confirm(own.custodian, mine).then().statusCode(200);
        problem(own.confirm(own.custodian, mine), 409, "conflict");
    }

    @Test
    void aSubjectWithUsersInTwoOrganisationsIsOnePerson() throws Exception {
        String subject = "two hats " + System.nanoTime();
        Actor staff = ofProvider(subject, parties.newParty(), "contributor");
        Actor custodian = ofProvider(subject, parties.custodian().party(), "custodian");
        ErasureCast own = new ErasureCast(parties, staff);
        String id = own.proposed(own.item());
        problem(own.confirm(custodian, id), 409, "conflict");
        own.custodian.request().get(ERASURES + "/" + id).then().body("state", equalTo("PROPOSED"));
        own.confirm(ofProvider("one hat", parties.custodian().party(), "custodian"), id)
                .then()
                .statusCode(200);
    }

    /** As a provider's token names a person: by a subject that is no user of ours. */
    private static Actor ofProvider(String subject, String party, String role) throws Exception {
        String token = Jwt.issuer("urn:sillok:local-issuer")
                .audience("sillok")
                .subject(subject)
                .claim("party", party)
                .claim("acr", "urn:sillok:acr:local-issuer")
                .groups(role)
                .expiresIn(600)
                .sign(SignedHere.key());
        String user = given().header("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .extract()
                .path("user");
        return new Actor(party, user, token);
    }

    @Test
    void toOthersItLooksAsIfThereWereNone() {
        String id = cast.proposed(cast.item());
        Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String erasure : new String[] {id, NOBODYS, "nonsense"}) {
            problem(other.request().get(ERASURES + "/" + erasure), 404, "not-found");
            problem(other.request().get(ERASURES + "/" + erasure + "/items"), 404, "not-found");
            problem(other.sends(Map.of("reason", "no")).post(ERASURES + "/" + erasure + "/reject"), 404, "not-found");
        }
        problem(cast.custodian.request().get(ERASURES + "/" + NOBODYS), 404, "not-found");
        problem(parties.newPartyWith(Role.INVESTIGATOR).request().get(ERASURES + "/" + id), 403, "forbidden");
        other.request().get(ERASURES).then().statusCode(200).body("items", hasSize(0));
        cast.ngo.request().get(ERASURES).then().statusCode(200).body("items.id", equalTo(List.of(id)));
        parties.userOf(parties.custodian().party(), Role.AUDITOR)
                .request()
                .get(ERASURES + "?state=PROPOSED&limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
    }

    @Test
    void aProposalIsRejectedOrTakenBackAndThenOver() {
        String item = cast.item();
        String id = cast.proposed(item);
        problem(cast.ngo.sends(body(item)).post(ERASURES), 409, "conflict");
        cast.custodian
                .sends(Map.of("reason", "A court has asked for it."))
                .post(ERASURES + "/" + id + "/reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"))
                .body("rejection", containsString("court"));
        problem(cast.confirm(cast.custodian, id), 409, "conflict");
        problem(cast.custodian.sends(Map.of("reason", "again")).post(ERASURES + "/" + id + "/reject"), 409, "conflict");
        cast.ngo.request().get(ITEMS + "/" + item).then().statusCode(200);
        String again = cast.proposed(item);
        cast.ngo
                .sends(Map.of("reason", "The source changed her mind."))
                .post(ERASURES + "/" + again + "/reject")
                .then()
                .statusCode(200);
        assertThat(told(cast.ngo)).contains("ERASURE_REJECTED");
    }

    @Test
    void whatIsMalformedIsRefused() throws Exception {
        String item = cast.item();
        problem(cast.ngo.sends(body()).post(ERASURES), 400, "invalid-field");
        problem(cast.ngo.sends(body("nonsense")).post(ERASURES), 400, "invalid-field");
        problem(cast.ngo.sends(body(item, item)).post(ERASURES), 400, "invalid-field");
        problem(cast.ngo.sends(Map.of("items", List.of(item))).post(ERASURES), 400, "invalid-field");
        problem(cast.ngo.sends(Map.of("reason", "r")).post(ERASURES), 400, "invalid-field");
        Map<String, Object> more = body(item);
        more.put("other", 1);
        problem(cast.ngo.sends(more).post(ERASURES), 400, "unknown-field");
        Map<String, Object> withdrawal = body(item);
        withdrawal.put("withdrawal", "nonsense");
        problem(cast.ngo.sends(withdrawal).post(ERASURES), 400, "invalid-field");
        problem(cast.ngo.request().get(ERASURES + "?state=NONE"), 400, "invalid-parameter");
        cast.erased(item);
        problem(cast.ngo.sends(body(item)).post(ERASURES), 409, "conflict");
    }

    @Test
    void repeatingAProposalIsHarmless() {
        String item = cast.item();
        String first = cast.ngo
                .sends(body(item))
                .header("Idempotency-Key", "erase-" + item)
                .post(ERASURES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        cast.ngo
                .sends(body(item))
                .header("Idempotency-Key", "erase-" + item)
                .post(ERASURES)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(first));
        assertThat(first).isNotEmpty();
    }

    private static List<String> told(Actor actor) {
        return actor.request()
                .get(SettledFeed.at("/api/v1/events?limit=200"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.type", String.class);
    }

    private static Response confirm(Actor who, String erasure, String etag) {
        return who.request().header("If-Match", etag).post(ERASURES + "/" + erasure + "/confirm");
    }
}
