package org.sillok.identities;

import java.time.Instant;
import org.sillok.identities.core.Opening;
import org.sillok.identities.core.OpeningState;

/**
 * An opening as it stands.
 *
 * @param until when that ends by itself; of no meaning once it was opened
 */
public record KnownOpening(Opening opening, OpeningState state, Instant until) {}
