package org.sillok.recall;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Position;

/**
 * Which notices, and where to go on; what is null filters nothing.
 *
 * @param withdrawal its id; nothing is found by it for who is not told because of which withdrawal a notice was issued
 */
public record NoticeQuery(
        @Nullable BundleId bundle,
        @Nullable String withdrawal,
        boolean newestFirst,
        @Nullable Position after,
        int limit) {}
