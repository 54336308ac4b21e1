package org.sillok.custody;

import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;

/** Who did what a statement records, and for which party. */
public record Actor(PartyId party, UserId user) {}
