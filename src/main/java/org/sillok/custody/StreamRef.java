package org.sillok.custody;

import org.sillok.custody.core.StreamKind;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
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

    public static StreamRef agreement(AgreementId agreement, PartyId owner) {
        return new StreamRef(StreamKind.AGREEMENT, agreement.value(), agreement.value(), owner);
    }

    public static StreamRef consent(ConsentId consent, PartyId owner) {
        return new StreamRef(StreamKind.CONSENT, consent.value(), consent.value(), owner);
    }

    /** {@code owner} is who asks: a request is its record. */
    public static StreamRef request(RequestId request, PartyId owner) {
        return new StreamRef(StreamKind.REQUEST, request.value(), request.value(), owner);
    }

    /** {@code owner} is who receives it. */
    public static StreamRef bundle(BundleId bundle, PartyId owner) {
        return new StreamRef(StreamKind.BUNDLE, bundle.value(), bundle.value(), owner);
    }

    /** One per acting party and replica, so that readers never wait for each other across either. */
    public static StreamRef access(PartyId party, String replica) {
        return new StreamRef(StreamKind.ACCESS, party.value() + "/" + replica, party.value(), party);
    }

    public static StreamRef repository(PartyId repository) {
        return new StreamRef(StreamKind.REPOSITORY, "repository", "repository", repository);
    }
}
