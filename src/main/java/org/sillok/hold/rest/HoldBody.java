package org.sillok.hold.rest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.NewHold;
import org.sillok.hold.core.HoldKind;
import org.sillok.hold.core.HoldTexts;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.terms.MaterialRef;
import org.sillok.web.Fields;

/** What a custodian wants to be held. */
@Schema(name = "NewHold")
public record HoldBody(
        @Schema(required = true) @Nullable HoldKind kind,

        @Schema(required = true, description = "the document that orders it: a version of the repository's own item")
        @Nullable
        Mandate mandate,

        @Schema(required = true, maxLength = HoldTexts.MAX_REASON_LENGTH) @Nullable
        String reason,

        @Schema(
                required = true,
                maxLength = HoldTexts.MAX_AUTHORITY_LENGTH,
                description = "who ordered it: a court and its docket, a law, an office")
        @Nullable
        String authority,

        @Schema(description = "1 to 10,000 items of any organisations; not together with of") @Nullable
        List<String> items,

        @Schema(description = "a request, a bundle or a source whose items are meant, as they are now") @Nullable
        String of,

        @Schema(description = "when it ends by itself; left out, only two people end it") @Nullable
        Instant until) {
    private static final int MOST = 10_000;

    /** A version of an item. */
    @Schema(name = "HoldMandate")
    public record Mandate(
            @Schema(required = true, examples = "itm_mzxw6ytboi4tcnrvgq3tknbqga") @Nullable
            String item,

            @Schema(required = true, minimum = "1") @Nullable
            Integer version) {
        MaterialRef toRef() {
            ItemId id = Fields.parsed(
                    "item",
                    Fields.required("item", item),
                    ItemId::new,
                    ProblemCode.INVALID_FIELD,
                    "Not the identifier of an item.");
            return Fields.parsed(
                    "version",
                    Fields.required("version", version),
                    number -> new MaterialRef(id, number),
                    ProblemCode.INVALID_FIELD,
                    "Versions count from 1.");
        }
    }

    NewHold toNewHold() {
        if ((items == null) == (of == null)) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/items", "Either items or of, and not both."));
        }
        return new NewHold(
                Fields.required("kind", kind),
                Fields.required("mandate", mandate).toRef(),
                new HoldTexts(
                        Fields.text("reason", reason, HoldTexts.MAX_REASON_LENGTH),
                        Fields.text("authority", authority, HoldTexts.MAX_AUTHORITY_LENGTH)),
                items == null ? List.of() : toItems(items),
                of == null ? null : named(of),
                until);
    }

    private static List<ItemId> toItems(List<String> items) {
        List<ItemId> ids = Fields.parsed(
                "items",
                items,
                all -> all.stream()
                        .map(id -> new ItemId(Objects.requireNonNullElse(id, "")))
                        .distinct()
                        .toList(),
                ProblemCode.INVALID_FIELD,
                "Not all of them are identifiers of items.");
        if (ids.isEmpty() || ids.size() < items.size() || ids.size() > MOST) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/items", "Must have 1 to 10000 entries, and none twice."));
        }
        return ids;
    }

    private static String named(String of) {
        boolean known = Ids.isWellFormed(RequestId.PREFIX, of)
                || Ids.isWellFormed(BundleId.PREFIX, of)
                || Ids.isWellFormed(SourceId.PREFIX, of);
        if (!known) {
            throw new ProblemException(Refusal.at(
                    ProblemCode.INVALID_FIELD, "/of", "Not the identifier of a request, a bundle or a source."));
        }
        return of;
    }
}
