package org.sillok.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.BindingId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.UserId;
import org.sillok.terms.Relation;

/**
 * What an item is bound to.
 *
 * @param version null for every version, also later ones
 * @param consent null for a public source
 * @param source the public source; null for a consent
 */
public record Bound(
        BindingId id,
        ItemId item,
        @Nullable Integer version,
        Relation relation,
        @Nullable ConsentId consent,
        @Nullable SourceId source,
        UserId recordedBy,
        @Nullable UserId confirmedBy,
        Instant recordedAt,
        @Nullable Instant removedAt) {}
