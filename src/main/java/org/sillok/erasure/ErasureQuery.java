package org.sillok.erasure;

import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.ErasureState;
import org.sillok.kernel.Position;

/** Which erasures to list, and from where. */
public record ErasureQuery(
        @Nullable ErasureState state, @Nullable Position after, int limit) {}
