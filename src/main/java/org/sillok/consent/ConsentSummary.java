package org.sillok.consent;

import java.time.Instant;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.ConsentState;

/** One line of a list; {@code state} is that of the last event. */
public record ConsentSummary(
        ConsentId id, SourceId source, ConsentState state, int events, int versions, Instant createdAt) {}
