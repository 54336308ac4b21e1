package org.sillok.terms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Timestamps;

/**
 * Everything that a decision depends on.
 *
 * @param agreements those between the owners and the requester, their umbrellas, and every court order to an owner; each
 *     in its newest version that all have signed
 * @param disclosures for clauses that count: how often material was released under the clause of that number in all
 *     versions of its instrument, under the version that is asked; a missing count is unknown
 * @param asOf the moment for which it is decided
 */
public record Question(
        Request request,
        Material material,
        List<Agreement> agreements,
        List<Fact> facts,
        Map<ClauseRef, Integer> disclosures,
        Instant asOf) {
    /** Throws {@link IllegalArgumentException} for two versions of one agreement: only one can be in force. */
    public Question {
        agreements = List.copyOf(agreements);
        facts = List.copyOf(facts);
        disclosures = Map.copyOf(disclosures);
        if (agreements.stream()
                        .map(agreement -> agreement.ref().id())
                        .distinct()
                        .count()
                != agreements.size()) {
            throw new IllegalArgumentException("two versions of one agreement");
        }
        asOf = Timestamps.truncate(asOf);
    }
}
