package org.sillok.custody;

import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;

/**
 * Names a stream by what it is about.
 *
 * @param subject the thing the stream follows, unique within its kind
 * @param keySubject whose keys seal the disclosures of its statements
 * @param owner the party whose rows they are
 */
public record StreamRef(StreamKind kind, String subject, String keySubject, PartyId owner) {
    public static StreamRef item(ItemId item, PartyId owner) {
        return new StreamRef(StreamKind.ITEM, item.value(), item.value(), owner);
    }

    public static StreamRef source(SourceId source, PartyId owner) {
        return new StreamRef(StreamKind.SOURCE, source.value(), source.value(), owner);
    }

    /** One per acting party and replica, so that readers never wait for each other across either. */
    public static StreamRef access(PartyId party, String replica) {
        return new StreamRef(StreamKind.ACCESS, party.value() + "/" + replica, party.value(), party);
    }

    public static StreamRef repository(PartyId repository) {
        return new StreamRef(StreamKind.REPOSITORY, "repository", "repository", repository);
    }
}
