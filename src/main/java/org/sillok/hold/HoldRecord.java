package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.hold.core.HoldState;
import org.sillok.hold.db.HoldItemRows;
import org.sillok.hold.db.HoldRows;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;

/**
 * Says on the streams of items that they are held, or no longer, and lets their owners know. A hold counts from its row on: of
 * many items the statements follow, some at a time. Joins a transaction in the system's scope that has locked the hold.
 */
@ApplicationScoped
class HoldRecord {
    /** So many statements are written at once, which bounds for how long streams are locked. */
    static final int BATCH = 200;

    private final HoldRows rows;
    private final HoldItemRows items;
    private final Custody custody;
    private final Feed feed;

    HoldRecord(HoldRows rows, HoldItemRows items, Custody custody, Feed feed) {
        this.rows = rows;
        this.items = items;
        this.custody = custody;
        this.feed = feed;
    }

    /** Writes statements that are missing, in the order of the items; how many. */
    int state(HoldRows.Hold hold) {
        List<HoldItemRows.HeldItem> held = items.notHeld(hold.id(), BATCH);
        held.forEach(item -> state(hold, item, EventType.HELD, actor(hold, hold.confirmedBy())));
        int left = BATCH - held.size();
        if (left == 0) {
            return BATCH;
        }
        if (!hold.state().equals(HoldState.LIFTED.name())) {
            rows.stated(hold.id(), EventType.HELD.name());
            return held.size();
        }
        List<HoldItemRows.HeldItem> lifted = items.notLifted(hold.id(), left);
        lifted.forEach(item -> state(hold, item, EventType.HOLD_LIFTED, actor(hold, hold.liftConfirmedBy())));
        if (lifted.size() < left) {
            rows.stated(hold.id(), EventType.HOLD_LIFTED.name());
        }
        return held.size() + lifted.size();
    }

    /** Tells everybody whose items these are. */
    void tell(HoldRows.Hold hold, Happening happening) {
        feed.tell(items.owners(hold.id()).stream().map(PartyId::new).toList(), happening, hold.id());
    }

    /** Tells the custodians of what nobody of them did. */
    void tellRepository(HoldRows.Hold hold, Happening happening) {
        feed.tellRepository(happening, hold.id());
    }

    /** The sealed reason is not on the item's stream: its owner reads that. */
    private void state(HoldRows.Hold hold, HoldItemRows.HeldItem item, EventType type, @Nullable Actor actor) {
        JsonObject.Builder details = JsonObject.builder().put("hold", hold.id()).put("kind", hold.kind());
        if (hold.until() != null) {
            details.put("until", Timestamps.format(hold.until()));
        }
        custody.append(
                StreamRef.item(new ItemId(item.item()), new PartyId(item.owner())),
                type,
                actor,
                List.of(Fact.of(Field.ITEM, item.item()), Fact.of(Field.DETAILS, details.build())));
        items.stated(hold.id(), item.item(), type.name());
    }

    private static @Nullable Actor actor(HoldRows.Hold hold, @Nullable String user) {
        return user == null ? null : new Actor(new PartyId(hold.repository()), new UserId(user));
    }
}
