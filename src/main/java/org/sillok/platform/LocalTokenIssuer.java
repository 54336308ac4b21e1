package org.sillok.platform;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Token;
import org.sillok.identity.TokenIssuer;
import org.sillok.identity.core.TokenGrade;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Randomness;

/**
 * Signs access tokens (RS256) with the key in the data directory. With an external OpenID provider it issues none. A token
 * cannot be called back; what ends early is the user, whose state is looked up with each request.
 */
@ApplicationScoped
public class LocalTokenIssuer implements TokenIssuer {
    private static final int TOKEN_ID_BYTES = 16;

    private final Optional<LocalIssuerKey> key;
    private final String audience;
    private final Randomness randomness;
    private final Clock clock;

    LocalTokenIssuer(DataDirectory data, OidcConfig config, Randomness randomness, Clock clock) {
        this.key = config.issuerUrl().isPresent() ? Optional.empty() : Optional.of(LocalIssuerKey.loadOrCreate(data));
        this.audience = config.audience();
        this.randomness = randomness;
        this.clock = clock;
    }

    @Override
    public boolean isHere() {
        return key.isPresent();
    }

    @Override
    public Optional<Token> issue(Caller subject, Instant expiresAt, TokenGrade grade) {
        return key.map(signing -> new Token(sign(signing, subject, expiresAt, grade), expiresAt));
    }

    private String sign(LocalIssuerKey signing, Caller subject, Instant expiresAt, TokenGrade grade) {
        JwtClaimsBuilder claims = Jwt.issuer(LocalIssuerKey.ISSUER)
                .audience(audience)
                .subject(subject.user().value())
                .claim("party", subject.party().value())
                .groups(subject.roles().stream().map(Role::claim).collect(Collectors.toSet()))
                .claim("jti", Base64Url.encode(randomness.bytes(TOKEN_ID_BYTES)))
                .issuedAt(clock.instant())
                .expiresAt(expiresAt);
        if (grade == TokenGrade.FULL) {
            claims.claim("acr", LOCAL_ACR);
        }
        return claims.sign(signing.privateKey());
    }
}
