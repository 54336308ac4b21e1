package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import org.sillok.bundle.db.BundleItemRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;

/** Puts on record what becomes of a bundle on its way, and lets both sides know. The stream is the recipient's. */
@ApplicationScoped
class BundleRecord {
    private final BundleItemRows lines;
    private final Custody custody;
    private final Feed feed;
    private final Scope scope;

    BundleRecord(BundleItemRows lines, Custody custody, Feed feed, Scope scope) {
        this.lines = lines;
        this.custody = custody;
        this.feed = feed;
        this.scope = scope;
    }

    static StreamRef stream(BundleRows.Bundle head) {
        return StreamRef.bundle(new BundleId(head.id()), new PartyId(head.recipient()));
    }

    void state(BundleRows.Bundle head, EventType type, Actor actor, JsonObject details) {
        custody.append(
                stream(head),
                type,
                actor,
                List.of(
                        Fact.of(Field.BUNDLE, head.id()),
                        Fact.of(Field.REQUEST, head.request()),
                        Fact.of(Field.RECIPIENT, head.recipient()),
                        Fact.of(Field.DETAILS, details)));
    }

    /** Lets the recipient know, and those whose material it is. Leaves the system's scope. */
    void tell(BundleRows.Bundle head, Happening happening) {
        scope.enterSystem();
        TreeSet<String> told = new TreeSet<>(lines.holders(head.id()));
        told.add(head.recipient());
        told.forEach(party -> feed.tell(new PartyId(party), happening, head.id()));
    }
}
