package org.sillok.identities;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.sillok.identities.core.Custodians;
import org.sillok.identities.core.Opening;
import org.sillok.identities.core.Tokens;
import org.sillok.identity.TokenIssuer;

/** What it takes here to open an identity. Looked at once at the start: a rule that does not hold must not look as if it did. */
@ApplicationScoped
public class OpeningPolicy {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final IdentitiesConfig config;
    private final TokenIssuer issuer;

    OpeningPolicy(IdentitiesConfig config, TokenIssuer issuer) {
        this.config = config;
        this.issuer = issuer;
    }

    void onStart(@Observes StartupEvent start) {
        check("open-within", config.openWithin());
        check("approve-within", config.approveWithin());
        custodians();
    }

    /** Whether one custodian alone can open an identity here; whoever runs the service should know. */
    public boolean opensForOne() {
        return custodians() == Custodians.ONE;
    }

    private static void check(String setting, Duration value) {
        if (value.compareTo(Duration.ZERO) <= 0 || value.compareTo(LONGEST) > 0) {
            throw new IdentitiesSettingException(setting, "is longer than nothing and at most " + LONGEST);
        }
    }

    /** Throws {@link IdentitiesSettingException} if what is configured cannot be. */
    Custodians custodians() {
        try {
            return Custodians.effective(config.custodians(), tokens());
        } catch (IllegalArgumentException e) {
            throw new IdentitiesSettingException(
                    "custodians", "is two or none where an OpenID provider issues the tokens");
        }
    }

    Tokens tokens() {
        return issuer.isHere() ? Tokens.ISSUED_HERE : Tokens.ISSUED_ELSEWHERE;
    }

    Opening.Limits limits() {
        return new Opening.Limits(config.approveWithin(), config.openWithin());
    }
}
