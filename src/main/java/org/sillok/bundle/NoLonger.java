package org.sillok.bundle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;

/**
 * Something that was handed over and would not be permitted any more.
 *
 * @param version null where the one who looks may not know of the item
 * @param id of the finding
 */
public record NoLonger(
        BundleId bundle,
        @Nullable MaterialRef version,
        PartyId owner,
        PartyId recipient,
        Outcome outcome,
        Instant since,
        String id) {}
