package org.sillok.consent;

import java.util.List;
import org.sillok.consent.core.Due;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.SourceId;

/** A consent that somebody should be asked about again, with every reason that comes before the date, earliest first. */
public record ComingReview(ConsentId consent, SourceId source, List<Due> dues) {
    public ComingReview {
        dues = List.copyOf(dues);
    }
}
