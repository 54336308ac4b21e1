package org.sillok.erasure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.ItemState;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/**
 * An item of an erasure.
 *
 * @param named false if it goes because it was made from one that was named
 * @param holds ids of what holds it back
 * @param objects how many stored objects it had
 * @param removed how many of them no store shows any more; the others stay, unreadable, for as long as the store keeps them
 */
public record ErasedItem(
        ItemId item,
        PartyId owner,
        boolean named,
        ItemState state,
        List<String> holds,
        @Nullable Instant erasedAt,
        @Nullable Integer objects,
        @Nullable Integer removed,
        @Nullable Instant clearedAt) {
    public ErasedItem {
        holds = List.copyOf(holds);
    }
}
