package org.sillok.identity;

import java.time.Instant;
import org.sillok.identity.core.PartyDetails;
import org.sillok.identity.core.PartyKind;
import org.sillok.identity.core.PartyStatus;
import org.sillok.kernel.PartyId;

/** An organisation that acts here. */
public record Party(PartyId id, PartyKind kind, PartyDetails details, PartyStatus status, Instant createdAt) {}
