package org.sillok.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.Standing;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.ConsentState;

/**
 * A consent as its organisation sees it.
 *
 * @param state as it is now, its end counted
 * @param revision grows with everything that is recorded of it
 * @param current the version that is in force or was last; null if there is none
 */
public record SourceConsent(
        ConsentId id,
        SourceId source,
        Standing standing,
        ConsentState state,
        int revision,
        int versions,
        Instant createdAt,
        @Nullable ConsentVersion current,
        List<Proposal> pending) {
    public SourceConsent {
        pending = List.copyOf(pending);
    }
}
