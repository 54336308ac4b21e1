package org.sillok.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.sillok.custody.Custody;
import org.sillok.custody.KeyStatements;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Bootstrap;
import org.sillok.identity.Scope;
import org.sillok.kernel.PartyId;

/** What the service itself puts on the record, in the repository's stream. */
@ApplicationScoped
public class RepositoryRecord {
    private final KeyStatements keys;
    private final Custody custody;
    private final Bootstrap bootstrap;
    private final Scope scope;

    RepositoryRecord(KeyStatements keys, Custody custody, Bootstrap bootstrap, Scope scope) {
        this.keys = keys;
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.scope = scope;
    }

    /** The keys that this start found in use, once each. */
    @Transactional
    public void announceKeys(PartyId repository) {
        scope.enterSystem();
        keys.announce(repository);
    }

    /** How many requests came without a valid token since the last time; nothing about who sent them is known or kept. */
    @Transactional
    public void loginFailures(long count) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        scope.enterSystem();
        custody.append(
                StreamRef.repository(repository),
                EventType.LOGIN_FAILURES,
                null,
                List.of(Fact.of(Field.RESULTS, count)));
    }
}
