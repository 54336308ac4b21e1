package org.sillok.identity.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.SignedHere;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;

/** Every token that is not exactly a valid one of an active user is refused in the same way. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class TokensOnTrialTest {
    private static final String ISSUER = "urn:sillok:local-issuer";

    @Inject
    TestParties parties;

    @Test
    void aTokenSignedHereIsTaken() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        given().header("Authorization", "Bearer " + claims(actor).sign(SignedHere.key()))
                .get("/api/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void aTokenWithMoreRolesThanTheUserHasIsWorthTheUsersRoles() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String token = claims(actor)
                .groups(Set.of("contributor", "custodian", "auditor", "admin"))
                .sign(SignedHere.key());
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("roles", equalTo(java.util.List.of("CONTRIBUTOR")));
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        refused(claims(actor)
                .issuedAt(Instant.now().minusSeconds(7200))
                .expiresAt(Instant.now().minusSeconds(3600))
                .sign(SignedHere.key()));
    }

    @Test
    void aTokenThatIsNotYetValidIsRefused() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        refused(claims(actor)
                .claim("nbf", Instant.now().plusSeconds(3600).getEpochSecond())
                .sign(SignedHere.key()));
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        refused(claims(actor).issuer("https://issuer.invalid").sign(SignedHere.key()));
        refused(claims(actor).audience("another-service").sign(SignedHere.key()));
    }

    @Test
    void aTokenSignedWithAnotherKeyIsRefused() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        refused(claims(actor).sign(generator.generateKeyPair().getPrivate()));
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String payload = actor.token().split("\\.")[1];
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        refused(none + "." + payload + ".");
        refused(none + "." + payload);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        String publicKey = ConfigProvider.getConfig().getValue("quarkus.oidc.public-key", String.class);
        refused(claims(actor).signWithSecret(publicKey));
    }

    @Test
    void aTokenWithOneCharacterChangedIsRefused() {
        String token = parties.newPartyWith(Role.CONTRIBUTOR).token();
        int dot = token.lastIndexOf('.');
        for (int at : new int[] {token.indexOf('.') + 5, dot + 5}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            refused(token.substring(0, at) + other + token.substring(at + 1));
        }
        refused("not-a-token");
        refused("a.b.c");
    }

    @Test
    void aTokenThatNamesAnotherOrganisationOrNobodyIsRefused() throws Exception {
        TestParties.Actor actor = parties.newPartyWith(Role.CONTRIBUTOR);
        refused(claims(actor).claim("party", parties.newParty()).sign(SignedHere.key()));
        refused(claims(actor).claim("party", "nonsense").sign(SignedHere.key()));
        refused(claims(actor).subject("usr_aaaaaaaaaaaaaaaaaaaaaaaaaa").sign(SignedHere.key()));
        refused(Jwt.issuer(ISSUER)
                .audience("sillok")
                .subject(actor.user())
                .expiresIn(600)
                .sign(SignedHere.key()));
    }

    @Test
    void otherSchemesAreRefused() {
        given().header("Authorization", "Basic dXNlcjpwYXNz")
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer").get("/api/v1/me").then().statusCode(401);
        given().queryParam("access_token", parties.custodian().token())
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    private static JwtClaimsBuilder claims(TestParties.Actor actor) {
        return Jwt.issuer(ISSUER)
                .audience("sillok")
                .subject(actor.user())
                .claim("party", actor.party())
                .groups("contributor")
                .expiresIn(600);
    }

    private static void refused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"));
    }
}
