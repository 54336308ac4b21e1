package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.TestCertificates;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.core.StreamKind;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.PartyStanding;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.core.PartyKeyProof;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.identity.core.PartyKind;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.platform.PostgresTestResource;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PartyKeyResourceTest {
    @Inject
    TestParties parties;

    @Inject
    PartyKeyRows rows;

    @Inject
    PartyKeys keys;

    @Inject
    Parties standings;

    @Inject
    Scope scope;

    @Inject
    CustodyInspection custody;

    @Test
    void aKeyCountsOnceACustodianConfirmsItAndNoLongerOnceRevoked() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor custodian = parties.custodian();
        P256PrivateKey key = P256PrivateKey.generate(new SecureRandom());
        Response registered = owner.sends(signing(owner.party(), key)).post(path(owner));
        registered
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/keys/key_[a-z2-7]{26}"))
                .body("state", equalTo("PENDING"))
                .body("registeredBy", equalTo(owner.user()))
                .body("fingerprint", equalTo(key.publicKey().keyId().base64Url()));
        String one = path(owner) + "/" + registered.path("id");
        Bytes message = Bytes.utf8("서명");
        Bytes signature = Bytes.of(key.sign(message.toArray()));
        PartyId party = new PartyId(owner.party());
        assertThat(signer(party, message, signature)).isFalse();
        long before = repositoryStatements();
        custodian
                .request()
                .post(one + "/confirm")
                .then()
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("confirmedBy", equalTo(custodian.user()));
        assertThat(repositoryStatements()).isEqualTo(before + 1);
        assertThat(signer(party, message, signature)).isTrue();
        assertThat(signer(party, Bytes.utf8("other"), signature)).isFalse();
        assertThat(signer(new PartyId(parties.newParty()), message, signature)).isFalse();
        problem(custodian.request().post(one + "/confirm"), 409, "conflict");
        owner.request().get(one).then().statusCode(200).body("state", equalTo("CONFIRMED"));
        owner.request().post(one + "/revoke").then().statusCode(200).body("state", equalTo("REVOKED"));
        assertThat(repositoryStatements()).isEqualTo(before + 2);
        owner.request().post(one + "/revoke").then().statusCode(200).body("revokedBy", equalTo(owner.user()));
        assertThat(repositoryStatements()).isEqualTo(before + 2);
        assertThat(signer(party, message, signature)).isFalse();
        problem(custodian.request().post(one + "/confirm"), 409, "conflict");
        problem(owner.sends(signing(owner.party(), key)).post(path(owner)), 409, "conflict");
        owner.request().get(path(owner)).then().statusCode(200).body("items", hasSize(1));
        List<org.sillok.identity.core.PartyKey> history =
                QuarkusTransaction.requiringNew().call(() -> keys.history(party));
        assertThat(history).hasSize(1);
    }

    @Test
    void standingsTellWhatDecisionsNeed() {
        TestParties.Actor owner = parties.newPartyWith(Role.INVESTIGATOR);
        PartyId party = new PartyId(owner.party());
        PartyId unknown = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(standings(party, unknown))
                .containsExactly(Map.entry(party, new PartyStanding(PartyKind.NGO, true, null, false)));
        String id = owner.sends(Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem()))
                .post(path(owner))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(standings(party).get(party).encryptionKey()).as("pending").isFalse();
        parties.custodian()
                .request()
                .post(path(owner) + "/" + id + "/confirm")
                .then()
                .statusCode(200);
        assertThat(standings(party).get(party).encryptionKey()).isTrue();
        parties.custodian()
                .request()
                .post(path(owner) + "/" + id + "/revoke")
                .then()
                .statusCode(200);
        assertThat(standings(party).get(party).encryptionKey()).as("revoked").isFalse();
        String court = parties.custodian()
                .sends(Map.of("kind", "COURT", "names", Map.of("en", "Fictitious Court"), "seatState", "NL"))
                .post("/api/v1/parties")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        PartyStanding standing = standings(new PartyId(court)).get(new PartyId(court));
        assertThat(standing.kind()).isEqualTo(PartyKind.COURT);
        assertThat(standing.seat()).hasToString("NL");
        assertThat(standings()).isEmpty();
    }

    @Test
    void aCustodianStopsAnOrganisationAndLetsItGoOn() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor custodian = parties.custodian();
        String party = "/api/v1/parties/" + actor.party();
        String active = custodian.request().get(party).header("ETag");
        Map<String, String> stop = Map.of("status", "INACTIVE", "reason", "연락 두절");
        problem(custodian.sends(stop).put(party + "/status"), 428, "precondition-required");
        problem(actor.sends(stop).header("If-Match", active).put(party + "/status"), 403, "forbidden");
        given().contentType("application/json")
                .body(stop)
                .put(party + "/status")
                .then()
                .statusCode(401);
        problem(
                custodian
                        .sends(Map.of("status", "INACTIVE"))
                        .header("If-Match", active)
                        .put(party + "/status"),
                400,
                "invalid-field");
        problem(custodian.sends(stop).header("If-Match", active).put("/api/v1/parties/pty_x/status"), 404, "not-found");
        String inactive = custodian
                .sends(stop)
                .header("If-Match", active)
                .put(party + "/status")
                .then()
                .statusCode(200)
                .body("status", equalTo("INACTIVE"))
                .extract()
                .header("ETag");
        problem(actor.request().get("/api/v1/me"), 403, "party-inactive");
        PartyId id = new PartyId(actor.party());
        assertThat(standings(id).get(id).active()).isFalse();
        problem(custodian.sends(stop).header("If-Match", active).put(party + "/status"), 412, "precondition-failed");
        custodian
                .sends(Map.of("status", "ACTIVE", "reason", "back"))
                .header("If-Match", inactive)
                .put(party + "/status")
                .then()
                .statusCode(200);
        actor.request().get("/api/v1/me").then().statusCode(200);
        String own = "/api/v1/parties/" + custodian.party();
        problem(
                custodian
                        .sends(stop)
                        .header("If-Match", custodian.request().get(own).header("ETag"))
                        .put(own + "/status"),
                409,
                "conflict");
    }

    @Test
    void otherOrganisationsAndOtherRolesCannotTouchKeys() {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor auditor = parties.userOf(owner.party(), Role.AUDITOR);
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        P256PrivateKey key = P256PrivateKey.generate(new SecureRandom());
        Map<String, Object> body = signing(owner.party(), key);
        problem(other.sends(body).post(path(owner)), 404, "not-found");
        problem(auditor.sends(body).post(path(owner)), 403, "forbidden");
        problem(parties.custodian().sends(body).post(path(owner)), 403, "forbidden");
        String one = path(owner) + "/" + owner.sends(body).post(path(owner)).path("id");
        problem(owner.request().post(one + "/confirm"), 403, "forbidden");
        problem(other.request().post(one + "/confirm"), 404, "not-found");
        problem(other.request().post(one + "/revoke"), 404, "not-found");
        problem(auditor.request().post(one + "/revoke"), 403, "forbidden");
        problem(other.request().get(one), 404, "not-found");
        problem(other.request().get(path(owner)), 404, "not-found");
        problem(parties.custodian().request().get("/api/v1/parties/pty_x/keys"), 404, "not-found");
        problem(
                parties.custodian().request().post(path(other) + one.substring(one.lastIndexOf('/')) + "/confirm"),
                404,
                "not-found");
        auditor.request().get(one).then().statusCode(200);
        given().get(path(owner)).then().statusCode(401);
        given().get(one).then().statusCode(401);
        given().post(one + "/confirm").then().statusCode(401);
        given().post(one + "/revoke").then().statusCode(401);
        given().contentType("application/json")
                .body(body)
                .post(path(owner))
                .then()
                .statusCode(401);
    }

    @Test
    void aKeyThatIsNotOnTheCurveOrNotProvenIsRefused() throws Exception {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        P256PrivateKey key = P256PrivateKey.generate(new SecureRandom());
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        byte[] offCurve = key.publicKey().spki();
        offCurve[90] ^= 1;
        for (byte[] bad : new byte[][] {p384.generateKeyPair().getPublic().getEncoded(), offCurve, new byte[3]}) {
            at(owner.sends(Map.of("use", "SIGNING", "publicKey", base64(bad))).post(path(owner)), "/publicKey");
        }
        at(
                owner.sends(Map.of("use", "SIGNING", "publicKey", "-----BEGIN PUBLIC KEY-----"))
                        .post(path(owner)),
                "/publicKey");
        String spki = base64(key.publicKey().spki());
        at(owner.sends(Map.of("use", "SIGNING", "publicKey", spki)).post(path(owner)), "/proof");
        at(owner.sends(signing(parties.newParty(), key)).post(path(owner)), "/proof");
        at(
                owner.sends(Map.of("use", "SIGNING", "publicKey", spki, "proof", "AAAA"))
                        .post(path(owner)),
                "/proof");
        at(
                owner.sends(Map.of("use", "SIGNING", "publicKey", spki, "proof", "?"))
                        .post(path(owner)),
                "/proof");
        at(
                owner.sends(Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem(), "proof", "AAAA"))
                        .post(path(owner)),
                "/proof");
        at(owner.sends(Map.of("publicKey", spki)).post(path(owner)), "/use");
        problem(owner.sends(Map.of("use", "SIGNING", "key", spki)).post(path(owner)), 400, "unknown-field");
        owner.request().get(path(owner)).then().body("items", hasSize(0));
    }

    @Test
    void aRepetitionRegistersNothingAndSimultaneousConfirmationsAreOne() throws Exception {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        Map<String, Object> body = Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem());
        String key = UUID.randomUUID().toString();
        String first = owner.sends(body)
                .header("Idempotency-Key", key)
                .post(path(owner))
                .path("id");
        String second = owner.sends(body)
                .header("Idempotency-Key", key)
                .post(path(owner))
                .path("id");
        assertThat(second).isEqualTo(first);
        String confirm = path(owner) + "/" + first + "/confirm";
        TestParties.Actor custodian = parties.custodian();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> act = () -> custodian.request().post(confirm).statusCode();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(List.of(act, act, act, act))) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aConfirmationAndARevocationAtOnceAreRecordedInTheOrderInWhichTheyCount() throws Exception {
        TestParties.Actor owner = parties.newPartyWith(Role.CONTRIBUTOR);
        TestParties.Actor custodian = parties.custodian();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 3; i++) {
                String id = owner.sends(Map.of("use", "ENCRYPTION", "certificate", TestCertificates.pem()))
                        .post(path(owner))
                        .path("id");
                String key = path(owner) + "/" + id;
                Callable<Integer> confirm =
                        () -> custodian.request().post(key + "/confirm").statusCode();
                Callable<Integer> revoke =
                        () -> owner.request().post(key + "/revoke").statusCode();
                List<Future<Integer>> steps = new ArrayList<>();
                QuarkusTransaction.requiringNew().run(() -> {
                    rows.hold(id);
                    steps.add(threads.submit(confirm));
                    steps.add(threads.submit(revoke));
                    assertThatThrownBy(() -> steps.get(1).get(300, TimeUnit.MILLISECONDS))
                            .isInstanceOf(TimeoutException.class);
                    assertThat(steps.get(0).isDone())
                            .as("each waits for the step before it")
                            .isFalse();
                });
                int confirmed = steps.get(0).get();
                assertThat(steps.get(1).get()).isEqualTo(200);
                assertThat(confirmed).isIn(200, 409);
                JsonPath shown = owner.request().get(key).then().extract().jsonPath();
                assertThat(shown.getString("state")).isEqualTo("REVOKED");
                assertThat(shown.getString("confirmedAt") != null).isEqualTo(confirmed == 200);
                assertThat(shown.getString("confirmedAt"))
                        .satisfiesAnyOf(
                                at -> assertThat(at).isNull(),
                                at -> assertThat(at).isLessThanOrEqualTo(shown.getString("revokedAt")));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean signer(PartyId party, Bytes message, Bytes signature) {
        return QuarkusTransaction.requiringNew()
                .call(() -> keys.signer(party, message, signature))
                .isPresent();
    }

    private Map<PartyId, PartyStanding> standings(PartyId... ids) {
        return QuarkusTransaction.requiringNew().call(() -> standings.standings(Set.of(ids)));
    }

    private long repositoryStatements() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return custody.streamsOf(StreamKind.REPOSITORY, List.of("repository")).stream()
                    .mapToLong(
                            stream -> custody.ofStream(stream.id(), 0, 10_000).size())
                    .sum();
        });
    }

    private static Map<String, Object> signing(String party, P256PrivateKey key) {
        byte[] text = PartyKeyProof.text(new PartyId(party), PartyKeyUse.SIGNING, key.publicKey())
                .toArray();
        return Map.of("use", "SIGNING", "publicKey", base64(key.publicKey().spki()), "proof", base64(key.sign(text)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String path(TestParties.Actor owner) {
        return "/api/v1/parties/" + owner.party() + "/keys";
    }

    private static void at(Response answer, String pointer) {
        problem(answer, 400, "invalid-field");
        answer.then().body("pointer", equalTo(pointer));
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
