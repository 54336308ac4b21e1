package org.sillok.identities;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.sillok.identities.core.Custodians;

/** Who opens identities, and in what time. Where their keys are: {@link org.sillok.vault.IdentityVaultConfig}. */
@ConfigMapping(prefix = "sillok.identities")
public interface IdentitiesConfig {
    /**
     * How many custodians it takes: none (nobody opens any), one or two. Default two; with the local token issuer one, because
     * whoever runs such an installation can act as any number of custodians. One is refused with an OpenID provider.
     */
    Optional<Custodians> custodians();

    /** How long an approved opening may be used. */
    @WithDefault("PT15M")
    Duration openWithin();

    /** How long an opening waits for the second custodian. */
    @WithDefault("PT24H")
    Duration approveWithin();
}
