package org.sillok.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What is read from an OpenID provider's tokens. Who the provider is: {@code sillok.oidc.…}. */
@ConfigMapping(prefix = "sillok.identity")
public interface IdentityConfig {
    /** The claim that names the organisation (pty_…). Environment: {@code SILLOK_IDENTITY_PARTY_CLAIM}. */
    @WithDefault("party")
    String partyClaim();

    /** What it takes for acts that cannot be taken back. Counts only with an OpenID provider. */
    StepUp stepUp();

    /** The strength and the age of an authentication. */
    interface StepUp {
        /**
         * The values of {@code acr} that suffice, the preferred one first. Environment: {@code
         * SILLOK_IDENTITY_STEP_UP_ACR_VALUES}.
         */
        @WithDefault("two-factor")
        List<String> acrValues();

        /**
         * How long ago a person may have authenticated, one minute to one day. Environment: {@code
         * SILLOK_IDENTITY_STEP_UP_MAX_AGE}.
         */
        @WithDefault("PT30M")
        Duration maxAge();
    }
}
