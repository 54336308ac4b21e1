package org.sillok.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.ItemKind;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Position;
import org.sillok.kernel.SourceId;

/**
 * Which items to list, and from where. All filters must hold.
 *
 * @param from deposited at or after
 * @param until deposited before
 * @param newestFirst order by time of deposit; ties in the order of ids
 * @param after the last line of the page before
 * @param limit most lines to return
 */
public record ItemQuery(
        @Nullable ItemKind kind,
        @Nullable LanguageTag language,
        @Nullable SourceId source,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean newestFirst,
        @Nullable Position after,
        int limit) {}
