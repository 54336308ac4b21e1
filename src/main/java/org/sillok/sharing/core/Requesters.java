package org.sillok.sharing.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.terms.PartyClass;

/** For whom it is previewed. */
public final class Requesters {
    /** In place of somebody with whom there is no agreement: the id of nobody. */
    public static final PartyId NOBODY = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");

    private Requesters() {}

    /** One requester as a request names it. */
    public record Requester(PartyId party, Standing standing) {
        /** Whether it stands for somebody of its class with whom there is no agreement. */
        public boolean isAnybody() {
            return party.equals(NOBODY);
        }
    }

    /** The counterparty that was named, those of the class that was named with somebody else of it, or all. */
    public static List<Requester> of(
            Collection<PartyId> counterparties,
            Map<PartyId, Standing> standings,
            @Nullable PartyId party,
            @Nullable PartyClass partyClass) {
        List<Requester> requesters = new ArrayList<>();
        for (PartyId counterparty : counterparties) {
            Standing standing = standings.getOrDefault(counterparty, Standing.UNKNOWN);
            boolean meant = party == null
                    ? partyClass == null || standing.partyClass() == partyClass
                    : party.equals(counterparty);
            if (meant) {
                requesters.add(new Requester(counterparty, standing));
            }
        }
        if (partyClass != null) {
            requesters.add(new Requester(NOBODY, new Standing(partyClass, true, null, false)));
        }
        return requesters;
    }
}
