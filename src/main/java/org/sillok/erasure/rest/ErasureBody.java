package org.sillok.erasure.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.NewErasure;
import org.sillok.erasure.core.Text;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Fields;

/** What is to be gone for good. */
@Schema(name = "NewErasure")
public record ErasureBody(
        @Schema(
                required = true,
                description = "1 to 1,000 items of your organisation; what was made from them goes, too")
        @Nullable
        List<String> items,

        @Schema(
                required = true,
                maxLength = Text.MAX_LENGTH,
                description = "why; it is kept. Do not repeat what is to be erased")
        @Nullable
        String reason,

        @Schema(description = "the withdrawal that it carries out: wdr_…") @Nullable
        String withdrawal) {
    private static final String WITHDRAWAL = "wdr";

    NewErasure toNewErasure() {
        List<ItemId> ids = Fields.parsed(
                "items",
                Fields.list("items", items, 1, 1_000),
                all -> all.stream().map(ItemId::new).toList(),
                ProblemCode.INVALID_FIELD,
                "Not all of them are identifiers of items.");
        if (withdrawal != null && !Ids.isWellFormed(WITHDRAWAL, withdrawal)) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/withdrawal", "Not the identifier of a withdrawal."));
        }
        return new NewErasure(ids, withdrawal, new Text(Fields.text("reason", reason, Text.MAX_LENGTH)));
    }

    @Override
    public String toString() {
        return "ErasureBody";
    }
}
