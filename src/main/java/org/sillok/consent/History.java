package org.sillok.consent;

import java.util.List;
import org.sillok.consent.core.Standing;
import org.sillok.terms.ConsentState;

/**
 * What was recorded of a consent until some time.
 *
 * @param standing after these events
 * @param state the standing at that time, its end counted
 */
public record History(List<RecordedEvent> events, Standing standing, ConsentState state) {
    public History {
        events = List.copyOf(events);
    }
}
