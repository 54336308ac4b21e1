package org.sillok.hold;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a hold on one item. Nothing here has been checked.
 *
 * @param settled whether it was placed so long ago that a statement must record it by now
 * @param ended whether it was lifted so long ago
 */
public record StoredHold(
        String item,
        String hold,
        String owner,
        String kind,
        @Nullable Instant until,
        boolean lifted,
        boolean settled,
        boolean ended) {}
