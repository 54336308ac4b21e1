package org.sillok.sharing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Decision;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Purpose;

/**
 * What would come of requests for one version, as recorded now and, if a change was named, after it.
 *
 * @param externalTime the newest time that an authority has proven; null if none has
 */
public record Preview(MaterialRef version, @Nullable Instant externalTime, List<Line> lines) {
    public Preview {
        lines = List.copyOf(lines);
    }

    /**
     * One counterparty and one set of purposes.
     *
     * @param party null for somebody of that class with whom there is no agreement
     * @param after after the change; null if none was named
     */
    public record Line(
            @Nullable PartyId party,
            PartyClass partyClass,
            Set<Purpose> purposes,
            Answer before,
            @Nullable Answer after) {
        public Line {
            purposes = Set.copyOf(purposes);
        }
    }

    /** A decision in which nothing is named that the caller may not discover. */
    public record Answer(Decision decision, List<Obliged> obligations) {
        public Answer {
            obligations = List.copyOf(obligations);
        }
    }

    /** What would go with a release: a code, and the clause that asks for it. */
    public record Obliged(String code, String clause) {}
}
