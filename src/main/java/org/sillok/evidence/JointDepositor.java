package org.sillok.evidence;

import java.time.Instant;
import org.sillok.evidence.core.DepositorState;
import org.sillok.kernel.PartyId;

/** An organisation that was named as one that deposited an item together with its owner, what it said, and since when that is recorded. */
public record JointDepositor(PartyId party, DepositorState state, Instant recordedAt) {}
