package org.sillok.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Who issues tokens. Without {@code issuer-url} the program issues them itself, with a key in the data directory. With it
 * (Keycloak, any OpenID provider) the program only checks them.
 */
@ConfigMapping(prefix = "sillok.oidc")
public interface OidcConfig {
    /** For example {@code https://login.example.org/realms/sillok}. Environment: {@code SILLOK_OIDC_ISSUER_URL}. */
    Optional<String> issuerUrl();

    /**
     * Whether the program issues tokens itself beside a database that is not its own. Without this it does so only where it
     * keeps everything in one directory. Environment: {@code SILLOK_OIDC_LOCAL_ISSUER}.
     */
    @WithDefault("false")
    boolean localIssuer();

    /** What a token's {@code aud} must name. Environment: {@code SILLOK_OIDC_AUDIENCE}. */
    @WithDefault("sillok")
    String audience();
}
