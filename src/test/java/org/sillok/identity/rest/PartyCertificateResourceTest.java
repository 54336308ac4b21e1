package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Pem;
import org.sillok.crypto.TestCertificates;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.RecipientKey;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.identity.TestParties;
import org.sillok.identity.core.PartyKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.identity.db.PartyKeyRows;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.platform.PostgresTestResource;

/** Keys for encryption, which come with certificates. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PartyCertificateResourceTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    TestParties parties;

    @Inject
    PartyKeys keys;

    @Inject
    PartyKeyRows rows;

    @Inject
    Parties standings;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    @Inject
    Randomness randomness;

    private TestParties.Actor owner;
    private TestParties.Actor custodian;

    @BeforeEach
    void anOrganisation() {
        owner = parties.newPartyWith(Role.INVESTIGATOR);
        custodian = parties.custodian();
    }

    @Test
    void everyKindOfKeyThatCanBeEncryptedToIsTaken() {
        Map<String, KeyPair> kinds = new LinkedHashMap<>();
        for (int bits : new int[] {2_048, 4_096}) {
            kinds.put("RSA-" + bits, TestCertificates.rsa(bits));
        }
        for (String curve : List.of("P-256", "P-384", "P-521")) {
            kinds.put(curve, TestCertificates.ec(curve));
        }
        kinds.forEach((type, pair) -> {
            int right = type.startsWith("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
            byte[] der = TestCertificates.certificate(
                    pair.getPublic(), now().minus(DAY), now().plus(DAY), right | KeyUsage.digitalSignature);
            String sent = type.equals("P-384") ? base64(der) : TestCertificates.pem(der);
            Response registered = register(sent);
            registered
                    .then()
                    .statusCode(201)
                    .body("certificate.keyType", equalTo(type))
                    .body(
                            "certificate.fingerprint",
                            equalTo(Digest.sha256(sha256(der)).hex()))
                    .body("certificate.notBefore", equalTo(Timestamps.format(now().minus(DAY))))
                    .body("certificate.expires", equalTo(Timestamps.format(now().plus(DAY))))
                    .body("state", equalTo("PENDING"));
            String id = registered.path("id");
            assertThat(registered.asString()).doesNotContain(TestCertificates.SUBJECT);
            assertThat(recipient(id, Instant.now())).as("not confirmed").isEmpty();
            confirm(id).then().statusCode(200).body("certificate.keyType", equalTo(type));
            RecipientKey found = recipient(id, Instant.now()).orElseThrow();
            assertThat(found.certificate().der()).isEqualTo(Bytes.of(der));
            assertThat(recipient(Instant.now()).orElseThrow().id())
                    .as("the newest")
                    .isEqualTo(new PartyKeyId(id));
        });
        owner.request().get(path()).then().body("items", hasSize(5)).body(not(containsString("Hong")));
        assertThat(inClear()).as("the database names nobody").isZero();
    }

    @Test
    void whatCannotBeEncryptedToIsRefusedWithTheReason() {
        KeyPair ec = TestCertificates.ec("P-256");
        KeyPair rsa = TestCertificates.rsa(2_048);
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put(pem(ec, now().minus(DAY), now().minusSeconds(1), 0), "expired");
        bad.put(
                TestCertificates.pem(
                        TestCertificates.valid(TestCertificates.rsa(1_024).getPublic())),
                "2,048");
        bad.put(
                TestCertificates.pem(
                        TestCertificates.valid(TestCertificates.ed25519().getPublic())),
                "RSA or on P-256, P-384 or P-521");
        bad.put(
                TestCertificates.pem(
                        TestCertificates.valid(TestCertificates.ec("secp256k1").getPublic())),
                "RSA or on P-256, P-384 or P-521");
        bad.put(pem(ec, now().minus(DAY), now().plus(DAY), KeyUsage.digitalSignature), "keyAgreement");
        bad.put(pem(rsa, now().minus(DAY), now().plus(DAY), KeyUsage.keyAgreement), "keyEncipherment");
        bad.put(TestCertificates.pem() + TestCertificates.pem(), "Exactly one");
        byte[] der = TestCertificates.valid(ec.getPublic());
        bad.put(base64(Arrays.copyOf(der, der.length + 1)), "Not one X.509 certificate");
        bad.put(base64(Arrays.copyOf(der, der.length - 1)), "Not one X.509 certificate");
        bad.put("garbage", "Not one X.509 certificate");
        bad.put("AAAA", "Not one X.509 certificate");
        bad.put("subject=somebody\n" + TestCertificates.pem(der), "Not one X.509 certificate");
        bad.put(Pem.write("CERTIFICATE REQUEST", der), "Not one X.509 certificate");
        bad.put(Pem.write(Pem.PUBLIC_KEY, ec.getPublic().getEncoded()), "Not one X.509 certificate");
        bad.put("A".repeat(64 * 1_024), "32768");
        bad.put(" ", "32768");
        bad.forEach((sent, reason) -> at(register(sent), "/certificate").body("detail", containsString(reason)));
        at(owner.sends(Map.of("use", "ENCRYPTION")).post(path()), "/certificate");
        String spki = base64(ec.getPublic().getEncoded());
        at(owner.sends(Map.of("use", "ENCRYPTION", "publicKey", spki)).post(path()), "/publicKey")
                .body("detail", containsString("X.509 certificate"));
        at(
                owner.sends(Map.of("use", "SIGNING", "certificate", TestCertificates.pem()))
                        .post(path()),
                "/certificate");
        owner.request().get(path()).then().body("items", hasSize(0));
    }

    @Test
    void aPrivateKeyThatIsSentByMistakeIsToldAndKeptNowhere() {
        KeyPair ec = TestCertificates.ec("P-256");
        byte[] pkcs8 = ec.getPrivate().getEncoded();
        String secret = base64(pkcs8);
        StringBuilder log = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                synchronized (log) {
                    log.append(entry.getMessage())
                            .append(Arrays.toString(entry.getParameters()))
                            .append(entry.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String sent : List.of(
                    secret,
                    Pem.write("PRIVATE KEY", pkcs8),
                    Pem.write("ENCRYPTED PRIVATE KEY", pkcs8),
                    Pem.write("EC PRIVATE KEY", pkcs8),
                    Pem.write("CERTIFICATE", TestCertificates.valid(ec.getPublic()))
                            + Pem.write("PRIVATE KEY", pkcs8))) {
                for (Map<String, String> body : List.of(
                        Map.of("use", "ENCRYPTION", "certificate", sent),
                        Map.of("use", "SIGNING", "publicKey", sent),
                        Map.of("certificate", sent))) {
                    String field = body.containsKey("certificate") ? "/certificate" : "/publicKey";
                    Response answer = owner.sends(body)
                            .header(
                                    "Idempotency-Key",
                                    java.util.UUID.randomUUID().toString())
                            .post(path());
                    at(answer, field).body("detail", containsString("private key"));
                    assertThat(answer.asString()).doesNotContain(secret.substring(20, 60));
                }
            }
        } finally {
            root.removeHandler(handler);
        }
        assertThat(log.toString()).doesNotContain(secret.substring(20, 60));
        owner.request().get(path()).then().body("items", hasSize(0));
    }

    @Test
    void aKeyIsRegisteredOnceForOneUseAndWithOneCertificate() {
        KeyPair pair = TestCertificates.ec("P-256");
        String first = TestCertificates.pem(TestCertificates.valid(pair.getPublic()));
        register(first).then().statusCode(201);
        Response again = register(first);
        problem(again, 409, "conflict");
        problem(register(pem(pair, now().minus(DAY), now().plus(DAY), 0)), 409, "conflict");
        TestParties.Actor other = parties.newPartyWith(Role.CONTRIBUTOR);
        for (String same : List.of(first, pem(pair, now().minus(DAY), now().plus(DAY), 0))) {
            Response refused = other.sends(Map.of("use", "ENCRYPTION", "certificate", same))
                    .post("/api/v1/parties/" + other.party() + "/keys");
            problem(refused, 409, "conflict");
            assertThat(refused.path("detail").toString())
                    .as("whoever registered it")
                    .isEqualTo(again.path("detail").toString())
                    .doesNotContain(owner.party());
        }
        other.request().get("/api/v1/parties/" + other.party() + "/keys").then().body("items", hasSize(0));
        problem(
                parties.newPartyWith(Role.CONTRIBUTOR)
                        .sends(Map.of("use", "ENCRYPTION", "certificate", first))
                        .post(path()),
                404,
                "not-found");
        given().contentType("application/json")
                .body(Map.of("use", "ENCRYPTION", "certificate", first))
                .post(path())
                .then()
                .statusCode(401);
    }

    @Test
    void aCertificateCountsFromTheMomentItIsValidUntilItExpires() {
        Instant from = now().plus(DAY);
        Instant until = from.plus(DAY);
        String later =
                register(pem(TestCertificates.ec("P-384"), from, until, 0)).path("id");
        confirm(later).then().statusCode(200);
        assertThat(counts(Instant.now())).as("not yet").isFalse();
        assertThat(recipient(Instant.now())).isEmpty();
        for (Instant moment : List.of(from, until, until.plusNanos(1_000))) {
            assertThat(counts(moment)).isTrue();
            assertThat(recipient(later, moment)).isPresent();
        }
        for (Instant moment : List.of(from.minusMillis(1), until.plusMillis(1))) {
            assertThat(counts(moment)).isFalse();
            assertThat(recipient(later, moment)).isEmpty();
        }
        String present = register(TestCertificates.pem()).path("id");
        confirm(present).then().statusCode(200);
        assertThat(counts(Instant.now())).isTrue();
        assertThat(recipient(Instant.now()).orElseThrow().id()).isEqualTo(new PartyKeyId(present));
        assertThat(recipient(later, Instant.now())).isEmpty();
        owner.request().post(path() + "/" + later + "/revoke").then().statusCode(200);
        owner.request().post(path() + "/" + present + "/revoke").then().statusCode(200);
        assertThat(counts(from)).as("revoked").isFalse();
        assertThat(recipient(from)).isEmpty();
    }

    @Test
    void aKeyThatWasRegisteredWithoutACertificateStaysAndCountsForNothing() {
        P256PrivateKey bare = P256PrivateKey.generate(new java.security.SecureRandom());
        PartyKeyId id = PartyKeyId.fresh(randomness);
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(rows.add(
                                new PartyKey(
                                        id,
                                        new PartyId(owner.party()),
                                        PartyKeyUse.ENCRYPTION,
                                        Bytes.of(bare.publicKey().spki()),
                                        null,
                                        new PartyKey.Step(now(), new UserId(owner.user())),
                                        null,
                                        null),
                                null))
                        .isTrue());
        String one = path() + "/" + id.value();
        owner.request()
                .get(one)
                .then()
                .statusCode(200)
                .body("use", equalTo("ENCRYPTION"))
                .body("certificate", nullValue());
        problem(confirm(id.value()), 409, "conflict");
        // As one was that had been confirmed before; rolled back, because no statement records it.
        QuarkusTransaction.begin();
        try {
            scope.enterSystem();
            PartyId party = new PartyId(owner.party());
            rows.confirm(id, new PartyKey.Step(now(), new UserId(custodian.user())));
            assertThat(standings
                            .standings(Set.of(party), Instant.now())
                            .get(party)
                            .encryptionKey())
                    .isFalse();
            assertThat(keys.recipient(party, Instant.now())).isEmpty();
        } finally {
            QuarkusTransaction.rollback();
        }
        custodian.request().post(one + "/revoke").then().statusCode(200).body("state", equalTo("REVOKED"));
    }

    @Test
    void whatExpiredWhileItWaitedIsNotConfirmed() throws InterruptedException {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        String id = register(pem(TestCertificates.ec("P-256"), now().minus(DAY), end, 0))
                .path("id");
        Thread.sleep(Duration.between(Instant.now(), end.plusMillis(50)).toMillis());
        problem(confirm(id), 409, "conflict");
        owner.request().get(path() + "/" + id).then().body("state", equalTo("PENDING"));
    }

    /** When today began: certificates know no parts of seconds. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private static String pem(KeyPair keys, Instant from, Instant until, int usage) {
        return TestCertificates.pem(TestCertificates.certificate(keys.getPublic(), from, until, usage));
    }

    private Response register(String certificate) {
        return owner.sends(Map.of("use", "ENCRYPTION", "certificate", certificate))
                .post(path());
    }

    private Response confirm(String id) {
        return custodian.request().post(path() + "/" + id + "/confirm");
    }

    private Optional<RecipientKey> recipient(Instant at) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return keys.recipient(new PartyId(owner.party()), at);
        });
    }

    private Optional<RecipientKey> recipient(String id, Instant at) {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return keys.recipient(new PartyId(owner.party()), new PartyKeyId(id), at);
        });
    }

    private boolean counts(Instant at) {
        PartyId party = new PartyId(owner.party());
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return standings.standings(Set.of(party), at).get(party).encryptionKey();
        });
    }

    private long inClear() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ((Number) entities.createNativeQuery(
                                        "select count(*) from identity_party_key where position(cast(?1 as bytea) in certificate) > 0")
                                .setParameter(1, TestCertificates.SUBJECT.getBytes(StandardCharsets.UTF_8))
                                .getSingleResult())
                        .longValue());
    }

    private String path() {
        return "/api/v1/parties/" + owner.party() + "/keys";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        return org.sillok.crypto.Sha2.sha256(bytes).toArray();
    }

    private static io.restassured.response.ValidatableResponse at(Response answer, String pointer) {
        problem(answer, 400, "invalid-field");
        return answer.then().body("pointer", equalTo(pointer));
    }

    private static void problem(Response answer, int status, String slug) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug));
    }
}
