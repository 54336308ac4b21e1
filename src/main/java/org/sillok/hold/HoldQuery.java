package org.sillok.hold;

import org.jspecify.annotations.Nullable;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldState;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;

/** Which holds are listed; null filters nothing. */
public record HoldQuery(
        @Nullable HoldState state,
        @Nullable HoldKind kind,
        @Nullable ItemId item,
        @Nullable Position after,
        int limit) {}
