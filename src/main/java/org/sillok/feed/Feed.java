package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.Told;
import org.sillok.feed.db.FeedRows;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeyRegistry;
import org.sillok.kernel.Ids;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;

/** Where other rooms say that something happened. It is told if, and only if, their transaction commits. */
@ApplicationScoped
public class Feed {
    private final FeedRows rows;
    private final Parties parties;
    private final Randomness randomness;

    Feed(FeedRows rows, Parties parties, Randomness randomness) {
        this.rows = rows;
        this.parties = parties;
        this.randomness = randomness;
    }

    /** Lets an organisation know; {@code subject} is the id of a thing that it may look up itself. */
    @Transactional(TxType.MANDATORY)
    public void tell(PartyId party, Happening happening, String subject) {
        rows.add(Ids.fresh(Told.PREFIX, randomness), party.value(), happening.name(), subject);
    }

    /** Lets each of several organisations know. */
    @Transactional(TxType.MANDATORY)
    public void tell(Collection<PartyId> told, Happening happening, String subject) {
        told.forEach(party -> tell(party, happening, subject));
    }

    /** Lets the repository's own organisation know, whose custodians are needed. */
    @Transactional(TxType.MANDATORY)
    public void tellRepository(Happening happening, String subject) {
        tell(parties.repository(), happening, subject);
    }

    /** Room {@code identity} is below this one and cannot call it. */
    void keyRegistered(@Observes PartyKeyRegistry.Registered registered) {
        tellRepository(Happening.PARTY_KEY_REGISTERED, registered.party().value());
    }
}
