package org.sillok.erasure;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.FactSheet;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Field;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ErasureId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/**
 * What the statement of an erasure says, from which the erasure itself can be written again.
 *
 * @param statement digest of it
 */
record Tombstone(
        ItemId item,
        PartyId owner,
        String erasure,
        String proposedBy,
        String confirmedBy,
        @Nullable String withdrawal,
        Instant at,
        Bytes statement) {
    /** Empty unless the statement is about the item in whose stream it is and says all of this. */
    static Optional<Tombstone> of(StoredStatement row, FactSheet facts) {
        Optional<String> item = facts.text(Field.ITEM).filter(row.kept().keySubject()::equals);
        Optional<String> erasure = facts.text(Field.REQUEST).filter(id -> Ids.isWellFormed(ErasureId.PREFIX, id));
        Optional<JsonValue> details = facts.value(Field.DETAILS);
        if (item.isEmpty() || erasure.isEmpty() || details.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject said = details.get().asObject();
            return Optional.of(new Tombstone(
                    new ItemId(item.get()),
                    new PartyId(row.owner()),
                    erasure.get(),
                    said.text(ErasureSteps.PROPOSED_BY),
                    said.text(ErasureSteps.CONFIRMED_BY),
                    said.find(ErasureSteps.WITHDRAWAL).map(JsonValue::asText).orElse(null),
                    row.recordedAt(),
                    row.digest()));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
