package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
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
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;

/**
 * Puts on record what happens to a request, and lets those know whom it concerns. The stream is the requester's; others
 * write there, so the transaction is in the system's scope.
 */
@ApplicationScoped
class RequestRecord {
    private final Custody custody;
    private final Feed feed;

    RequestRecord(Custody custody, Feed feed) {
        this.custody = custody;
        this.feed = feed;
    }

    void state(RequestHead head, EventType type, @Nullable Actor actor, JsonObject details, Fact... more) {
        List<Fact> facts = new ArrayList<>(List.of(more));
        facts.add(Fact.of(Field.REQUEST, head.id().value()));
        facts.add(Fact.of(Field.DETAILS, details));
        custody.append(StreamRef.request(head.id(), head.requester()), type, actor, facts);
    }

    void tell(Collection<PartyId> parties, Happening happening, String subject) {
        parties.stream()
                .distinct()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .forEach(party -> feed.tell(party, happening, subject));
    }
}
