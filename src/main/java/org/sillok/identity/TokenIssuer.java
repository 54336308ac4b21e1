package org.sillok.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Signs access tokens with the claims that {@code web.CallerProvider} reads: {@code sub} (usr_…), {@code party}
 * (pty_…), {@code groups} (role names, see {@link Role#claim}), {@code iss}, {@code aud}, {@code iat}, {@code exp},
 * {@code jti}. The embedded default has a local issuer; with an external OpenID provider there is none to ask.
 */
public interface TokenIssuer {
    /**
     * Whether this installation issues its tokens itself. Then whoever runs it can make a token for anybody, and two users may
     * be one person.
     */
    boolean isHere();

    /**
     * A token for {@code subject} that is valid until {@code expiresAt}, or empty if tokens are issued elsewhere. The
     * caller has checked that the user exists, is active and has these roles.
     */
    Optional<Token> issue(Caller subject, Instant expiresAt);
}
