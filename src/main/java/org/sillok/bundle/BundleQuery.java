package org.sillok.bundle;

import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BundleState;
import org.sillok.kernel.Position;
import org.sillok.kernel.RequestId;

/** Which bundles are listed; null filters nothing. */
public record BundleQuery(
        @Nullable BundleState state,
        @Nullable RequestId request,
        boolean newestFirst,
        @Nullable Position after,
        int limit) {}
