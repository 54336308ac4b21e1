package org.sillok.consent;

import java.util.List;
import org.sillok.consent.core.Due;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;

/** A consent in force of which something has come, or comes in the month at hand, earliest first. */
public record DueConsent(ConsentId consent, PartyId owner, List<Due> dues) {
    public DueConsent {
        dues = List.copyOf(dues);
    }
}
