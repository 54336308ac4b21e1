package org.sillok.consent;

import java.util.List;
import org.sillok.kernel.PartyId;
import org.sillok.source.core.SourceKind;

/**
 * A consent with everything that was recorded of it, seen at one moment.
 *
 * @param owner the organisation that recorded it
 * @param kind what its source is
 */
public record ConsentOnRecord(PartyId owner, SourceKind kind, SourceConsent consent, List<RecordedEvent> events) {
    public ConsentOnRecord {
        events = List.copyOf(events);
    }
}
