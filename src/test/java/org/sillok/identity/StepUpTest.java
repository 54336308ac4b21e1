package org.sillok.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.custody.AccessLog;
import org.sillok.identity.core.Assurance;
import org.sillok.identity.core.TokenGrade;
import org.sillok.platform.PostgresTestResource;
import org.sillok.problem.Outcome;

/** What a provider's tokens have to say for acts that cannot be taken back. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class StepUpTest {
    private static final String INSUFFICIENT = "/problems/insufficient-user-authentication";

    private record Settings(List<String> acrValues, Duration maxAge) implements IdentityConfig.StepUp {}

    private record Config(IdentityConfig.StepUp stepUp) implements IdentityConfig {
        @Override
        public String partyClaim() {
            return "party";
        }
    }

    /** No interceptor stands before a mock. */
    private final class WithItsTransaction extends StepUp {
        WithItsTransaction(Settings settings) {
            super(new Config(settings), ELSEWHERE, accessLog, scope, Clock.systemUTC());
        }

        @Override
        public Outcome<Caller> require(Caller caller, Assurance assurance) {
            return QuarkusTransaction.requiringNew().call(() -> super.require(caller, assurance));
        }
    }

    private static final TokenIssuer ELSEWHERE = new TokenIssuer() {
        @Override
        public boolean isHere() {
            return false;
        }

        @Override
        public Optional<Token> issue(Caller subject, Instant expiresAt, TokenGrade grade) {
            return Optional.empty();
        }
    };

    @Inject
    TestParties parties;

    @Inject
    AccessLog accessLog;

    @Inject
    Scope scope;

    @Inject
    EntityManager entities;

    private TestParties.Actor person;

    @BeforeEach
    void tokensAreIssuedElsewhere() {
        person = parties.newPartyWith(Role.CONTRIBUTOR);
        QuarkusMock.installMockForType(
                new WithItsTransaction(new Settings(List.of("two-factor", "passkey"), Duration.ofMinutes(30))),
                StepUp.class);
    }

    @Test
    void aRecentAndStrongAuthenticationSuffices() throws Exception {
        assertThat(erase("two-factor", Instant.now()).statusCode()).isEqualTo(400);
        assertThat(erase("passkey", Instant.now().minusSeconds(600)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWeakOrOldOneDoesNotAndTheChallengeSaysWhatWould() throws Exception {
        for (Response refused : List.of(
                erase("one-factor", Instant.now()),
                erase("urn:sillok:acr:local-issuer", Instant.now()),
                erase(null, Instant.now()),
                erase("two-factor", null),
                erase("two-factor", Instant.now().minusSeconds(1900)))) {
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.jsonPath().getString("type")).isEqualTo(INSUFFICIENT);
            assertThat(refused.header("WWW-Authenticate"))
                    .startsWith("Bearer error=\"insufficient_user_authentication\"")
                    .endsWith("acr_values=\"two-factor passkey\", max_age=\"1800\"");
        }
    }

    @Test
    void whatTakesNoStepUpIsNotHeldUp() throws Exception {
        given().header("Authorization", "Bearer " + claims(null, null).sign(SignedHere.key()))
                .get("/api/v1/sources")
                .then()
                .statusCode(200);
    }

    @Test
    void eachRefusalIsOnTheRecord() throws Exception {
        long before = statements();
        erase("one-factor", Instant.now());
        assertThat(statements()).isEqualTo(before + 1);
    }

    @Test
    void aSettingThatMeansNothingEndsTheStart() {
        for (StepUp wrong : List.of(
                stepUp(List.of("two factor"), Duration.ofMinutes(30)),
                stepUp(List.of("two-factor"), Duration.ofDays(30)),
                stepUp(List.of("two-factor"), Duration.ZERO))) {
            assertThatThrownBy(wrong::challenge)
                    .isInstanceOf(IdentitySettingException.class)
                    .hasMessageContaining("sillok.identity.step-up");
        }
    }

    private StepUp stepUp(List<String> acrValues, Duration maxAge) {
        return new StepUp(new Config(new Settings(acrValues, maxAge)), ELSEWHERE, accessLog, scope, Clock.systemUTC());
    }

    /** Asks for something that takes step-up, and that is refused as malformed once that is settled. */
    private Response erase(@Nullable String acr, @Nullable Instant authenticated) throws Exception {
        return given().header(
                        "Authorization", "Bearer " + claims(acr, authenticated).sign(SignedHere.key()))
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/erasures");
    }

    private JwtClaimsBuilder claims(@Nullable String acr, @Nullable Instant authenticated) {
        JwtClaimsBuilder claims = Jwt.issuer("urn:sillok:local-issuer")
                .audience("sillok")
                .subject(person.user())
                .claim("party", person.party())
                .groups("contributor")
                .expiresIn(600);
        if (acr != null) {
            claims.claim("acr", acr);
        }
        if (authenticated != null) {
            claims.claim("auth_time", authenticated.getEpochSecond());
        }
        return claims;
    }

    private long statements() {
        return QuarkusTransaction.requiringNew().call(() -> {
            scope.enterSystem();
            return ((Number) entities.createNativeQuery("select count(*) from custody_statement where owner_party = ?1")
                            .setParameter(1, person.party())
                            .getSingleResult())
                    .longValue();
        });
    }
}
