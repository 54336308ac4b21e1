package org.sillok.succession;

import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Position;
import org.sillok.succession.core.SuccessionState;

/** Which successions to list, and from where. */
public record SuccessionQuery(
        @Nullable SuccessionState state, @Nullable Position after, int limit) {}
