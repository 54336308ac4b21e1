package org.sillok.hold;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldTexts;
import org.sillok.kernel.ItemId;
import org.sillok.terms.MaterialRef;

/**
 * What a custodian wants to be held.
 *
 * @param mandate the document that orders it: a version of an item of the repository's own
 * @param items by id, of any owners; empty if {@code of} is given
 * @param of a request, a bundle or a source whose items are meant, as they are now; null if {@code items} are given
 * @param until when it ends by itself; null if it does not
 */
public record NewHold(
        HoldKind kind,
        MaterialRef mandate,
        HoldTexts texts,
        List<ItemId> items,
        @Nullable String of,
        @Nullable Instant until) {
    public NewHold {
        items = List.copyOf(items);
    }
}
