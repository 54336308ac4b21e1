package org.sillok.identities;

import io.quarkus.test.junit.QuarkusMock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.sillok.identities.core.Custodians;
import org.sillok.identity.TokenIssuer;

/** Lets openings follow other settings until the test ends. */
@ApplicationScoped
public class Policies {
    private record Settings(Optional<Custodians> custodians, Duration openWithin, Duration approveWithin)
            implements IdentitiesConfig {}

    private final TokenIssuer issuer;

    Policies(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    public void set(Custodians custodians, Duration openWithin) {
        QuarkusMock.installMockForType(
                new OpeningPolicy(new Settings(Optional.of(custodians), openWithin, Duration.ofHours(1)), issuer),
                OpeningPolicy.class);
    }
}
