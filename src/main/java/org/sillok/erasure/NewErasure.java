package org.sillok.erasure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.Text;
import org.sillok.kernel.ItemId;

/**
 * What somebody wants to be gone.
 *
 * @param items that are named; what was made from them goes, too
 * @param withdrawal the withdrawal that this carries out
 */
public record NewErasure(List<ItemId> items, @Nullable String withdrawal, Text reason) {
    public NewErasure {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an erasure has items");
        }
    }
}
