package org.sillok.erasure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.ErasedItem;
import org.sillok.erasure.core.ItemState;

/** An item of an erasure. */
@Schema(name = "ErasureItem")
@JsonInclude(Include.NON_NULL)
public record ErasedItemView(
        @Schema(examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") String item,
        String owner,

        @Schema(description = "false: it goes because it was made from one that was named")
        boolean named,

        ItemState state,

        @Schema(description = "what forbids to erase it: holds")
        List<String> holds,

        @Nullable Instant erasedAt,

        @Schema(description = "how many stored objects it had") @Nullable
        Integer objects,

        @Schema(
                description =
                        "how many of them no store shows any more; what a store keeps all the same cannot be read by"
                                + " anybody")
        @Nullable
        Integer removed,

        @Nullable Instant clearedAt) {
    static ErasedItemView of(ErasedItem item) {
        return new ErasedItemView(
                item.item().value(),
                item.owner().value(),
                item.named(),
                item.state(),
                item.holds(),
                item.erasedAt(),
                item.objects(),
                item.removed(),
                item.clearedAt());
    }
}
