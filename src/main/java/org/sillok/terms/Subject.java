package org.sillok.terms;

import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** What a fact is about. */
public sealed interface Subject {
    record OfParty(PartyId party) implements Subject {}

    record OfState(StateCode state) implements Subject {}
}
