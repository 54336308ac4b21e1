package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.hold.db.RestrictionRows;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Timestamps;

/**
 * What holds items back or has done so, for handing them over with it. Reasons of holds are the repository's and stay. Joins a
 * transaction in the system's scope and records no look: the caller has decided.
 */
@ApplicationScoped
public class RestrictionHoldings {
    private final RestrictionRows rows;
    private final HoldInspection holds;

    RestrictionHoldings(RestrictionRows rows, HoldInspection holds) {
        this.rows = rows;
        this.holds = holds;
    }

    /** Holds that were placed on the item, lifted or not. */
    @Transactional(TxType.MANDATORY)
    public JsonArray holds(ItemId item) {
        return new JsonArray(holds.holds(List.of(item.value())).stream()
                .<JsonValue>map(RestrictionHoldings::hold)
                .toList());
    }

    private static JsonObject hold(StoredHold hold) {
        JsonObject.Builder json = JsonObject.builder()
                .put("id", hold.hold())
                .put("kind", hold.kind())
                .put("lifted", hold.lifted());
        if (hold.until() != null) {
            json.put("until", Timestamps.format(hold.until()));
        }
        return json.build();
    }

    /** What restricts the item or did, by which withdrawal or succession. */
    @Transactional(TxType.MANDATORY)
    public JsonArray restrictions(ItemId item) {
        return new JsonArray(rows.of(item.value()).stream()
                .<JsonValue>map(RestrictionHoldings::restriction)
                .toList());
    }

    private static JsonObject restriction(RestrictionRows.Row row) {
        JsonObject.Builder json = JsonObject.builder()
                .put("by", row.withdrawal())
                .put("level", row.level())
                .put("since", Timestamps.format(row.since()));
        if (row.liftedAt() != null) {
            json.put("liftedAt", Timestamps.format(row.liftedAt()));
        }
        return json.build();
    }

    /** Those of these items of which somebody asked, and still asks, that they are erased. One query. */
    @Transactional(TxType.MANDATORY)
    public Set<ItemId> toBeErased(Collection<ItemId> items) {
        return items.isEmpty()
                ? Set.of()
                : rows.among(items.stream().map(ItemId::value).toList(), Level.ERASE.name()).stream()
                        .map(ItemId::new)
                        .collect(Collectors.toSet());
    }
}
