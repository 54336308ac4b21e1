package org.sillok.platform;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Caller;
import org.sillok.identity.Token;
import org.sillok.identity.Tokens;
import org.sillok.identity.core.TokenGrade;
import org.sillok.identity.core.TokenLifetime;
import org.sillok.kernel.PartyId;
import org.sillok.problem.Outcome;

/**
 * Leaves a token of the repository's first custodian in the data directory ({@code tokens/custodian.token}), so that
 * whoever may read that directory can administer the service: it is written at each start and once a day, and each is on
 * the record. With an external OpenID provider there is none.
 */
@ApplicationScoped
public class CustodianToken {
    private static final TokenLifetime LIFETIME = new TokenLifetime(Duration.ofDays(30));

    private final DataDirectory data;
    private final Bootstrap bootstrap;
    private final Tokens tokens;

    CustodianToken(DataDirectory data, Bootstrap bootstrap, Tokens tokens) {
        this.data = data;
        this.bootstrap = bootstrap;
        this.tokens = tokens;
    }

    static Path file(DataDirectory data) {
        return data.resolve("tokens").resolve("custodian.token");
    }

    /** Makes the repository's party and first custodian if there are none, and writes the token. Returns the party. */
    public PartyId write() throws IOException {
        Caller custodian = bootstrap.ensureRepositoryParty();
        Outcome<Token> token = tokens.issue(custodian, custodian.user().value(), LIFETIME, TokenGrade.FULL);
        // A refusal is no fault: tokens come from elsewhere, or another custodian has disabled the first one.
        if (token instanceof Outcome.Done<Token> done) {
            data.folder("tokens");
            PrivateFiles.write(file(data), done.value().value());
        }
        return custodian.party();
    }

    @Scheduled(every = "24h", delay = 24, delayUnit = TimeUnit.HOURS)
    void renew() throws IOException {
        write();
    }
}
