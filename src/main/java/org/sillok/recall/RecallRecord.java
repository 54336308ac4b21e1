package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
import org.sillok.recall.db.NoticeRows;

/**
 * Puts on the bundle's record what becomes of a recall, and lets those know whom it concerns. The stream is the recipient's,
 * who may read what is on it: no statement names the withdrawal.
 */
@ApplicationScoped
class RecallRecord {
    private final NoticeRows rows;
    private final Custody custody;
    private final Feed feed;
    private final Scope scope;

    RecallRecord(NoticeRows rows, Custody custody, Feed feed, Scope scope) {
        this.rows = rows;
        this.custody = custody;
        this.feed = feed;
        this.scope = scope;
    }

    void state(NoticeRows.Head head, EventType type, @Nullable Actor actor, JsonObject details) {
        state(new BundleId(head.bundle()), new PartyId(head.recipient()), type, actor, details);
    }

    void state(BundleId bundle, PartyId recipient, EventType type, @Nullable Actor actor, JsonObject details) {
        custody.append(
                StreamRef.bundle(bundle, recipient),
                type,
                actor,
                List.of(
                        Fact.of(Field.BUNDLE, bundle.value()),
                        Fact.of(Field.RECIPIENT, recipient.value()),
                        Fact.of(Field.DETAILS, details)));
    }

    /** What every statement about a notice says first. */
    static JsonObject.Builder details(String notice) {
        return JsonObject.builder().put("notice", notice);
    }

    void tellRecipient(NoticeRows.Head head, Happening happening) {
        feed.tell(new PartyId(head.recipient()), happening, head.id());
    }

    /** Lets those know who withdrew, and whose material it is. Leaves the system's scope. */
    void tellOwners(NoticeRows.Head head, Happening happening) {
        scope.enterSystem();
        TreeSet<String> told = new TreeSet<>(rows.holders(head.id()));
        told.add(head.orderedBy());
        told.forEach(party -> feed.tell(new PartyId(party), happening, head.id()));
    }

    void tellRepository(NoticeRows.Head head, Happening happening) {
        feed.tellRepository(happening, head.id());
    }
}
