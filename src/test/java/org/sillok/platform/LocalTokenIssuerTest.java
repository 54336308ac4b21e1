package org.sillok.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.core.TokenGrade;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

class LocalTokenIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final Caller CALLER = new Caller(
            PartyId.fresh(PlatformBeans.secureRandomness()),
            UserId.fresh(PlatformBeans.secureRandomness()),
            Set.of(Role.CONTRIBUTOR, Role.AUDITOR));

    @TempDir
    Path temporary;

    @Test
    void signsTheClaimsWithTheKeyThatTheProgramIsToldToTrust() throws Exception {
        DataDirectory data = new DataDirectory(temporary).prepare();
        String token = issuer(data, Optional.empty())
                .issue(CALLER, NOW.plusSeconds(60), TokenGrade.FULL)
                .orElseThrow()
                .value();
        Map<String, String> settings = LocalIssuerKey.loadOrCreate(data).verifierSettings("sillok");

        String[] parts = token.split("\\.", -1);
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode(settings.getOrDefault("quarkus.oidc.public-key", ""))));
        assertThat(key.getModulus().bitLength()).isEqualTo(3072);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();

        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(claims.get("iss").asText()).isEqualTo(settings.get("quarkus.oidc.token.issuer"));
        assertThat(claims.get("aud").asText()).isEqualTo("sillok");
        assertThat(claims.get("sub").asText()).isEqualTo(CALLER.user().value());
        assertThat(claims.get("party").asText()).isEqualTo(CALLER.party().value());
        assertThat(claims.get("groups"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("contributor", "auditor");
        assertThat(claims.get("iat").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.get("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 60);
        assertThat(claims.get("acr").asText()).isEqualTo("urn:sillok:acr:local-issuer");
        assertThat(claims.get("jti").asText()).hasSize(22);
    }

    @Test
    void aTokenForEverydayUseDoesNotSayThatItIsMore() throws Exception {
        String token = issuer(new DataDirectory(temporary).prepare(), Optional.empty())
                .issue(CALLER, NOW.plusSeconds(60), TokenGrade.EVERYDAY)
                .orElseThrow()
                .value();
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.has("acr")).isFalse();
    }

    @Test
    void twoTokensDifferAndTheTextFormShowsNeither() {
        LocalTokenIssuer issuer = issuer(new DataDirectory(temporary).prepare(), Optional.empty());
        var first = issuer.issue(CALLER, NOW.plusSeconds(60), TokenGrade.FULL).orElseThrow();
        var second = issuer.issue(CALLER, NOW.plusSeconds(60), TokenGrade.FULL).orElseThrow();
        assertThat(first.value()).isNotEqualTo(second.value());
        assertThat(first.toString()).doesNotContain(first.value());
    }

    @Test
    void withAnExternalProviderThereIsNeitherTokenNorKey() {
        DataDirectory data = new DataDirectory(temporary).prepare();
        assertThat(issuer(data, Optional.of("https://login.example.org/realms/sillok"))
                        .issue(CALLER, NOW.plusSeconds(60), TokenGrade.FULL))
                .isEmpty();
        assertThat(LocalIssuerKey.file(data)).doesNotExist();
    }

    @Test
    void aDamagedKeyIsOneClearLine() throws Exception {
        DataDirectory data = new DataDirectory(temporary).prepare();
        LocalIssuerKey.loadOrCreate(data);
        Files.writeString(LocalIssuerKey.file(data), "not a key");
        assertThatThrownBy(() -> LocalIssuerKey.loadOrCreate(data))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("backup");
    }

    private static LocalTokenIssuer issuer(DataDirectory data, Optional<String> external) {
        OidcConfig config = new OidcConfig() {
            @Override
            public Optional<String> issuerUrl() {
                return external;
            }

            @Override
            public boolean localIssuer() {
                return false;
            }

            @Override
            public String audience() {
                return "sillok";
            }
        };
        return new LocalTokenIssuer(data, config, PlatformBeans.secureRandomness(), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
