package org.sillok.identity;

import org.sillok.identity.core.PartyDetails;
import org.sillok.identity.core.PartyKind;

/** What a custodian says about an organisation when it is admitted. */
public record NewParty(PartyKind kind, PartyDetails details) {}
