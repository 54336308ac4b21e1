package org.sillok.identity;

import java.time.Instant;
import java.util.Optional;
import org.sillok.identity.core.TokenGrade;

/**
 * Signs access tokens with the claims that {@code web.CallerProvider} reads: {@code sub} (usr_…), {@code party}
 * (pty_…), {@code groups} (role names, see {@link Role#claim}), {@code iss}, {@code aud}, {@code iat}, {@code exp},
 * {@code jti}, {@code acr} unless it is for everyday use. The embedded default has a local issuer; with an external OpenID provider there is none to ask.
 */
public interface TokenIssuer {
    /** The class of authentication in tokens of the local issuer: whoever has the token is taken for its user, and no more. */
    String LOCAL_ACR = "urn:sillok:acr:local-issuer";

    /**
     * Whether this installation issues its tokens itself. Then whoever runs it can make a token for anybody, and two users may
     * be one person.
     */
    boolean isHere();

    /**
     * A token for {@code subject} that is valid until {@code expiresAt}, or empty if tokens are issued elsewhere. The
     * caller has checked that the user exists, is active and has these roles.
     */
    Optional<Token> issue(Caller subject, Instant expiresAt, TokenGrade grade);
}
