package org.sillok.sharing;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.SourceId;
import org.sillok.terms.ClauseRef;
import org.sillok.terms.Decision;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Transformation;

/**
 * What of a {@link Release} is kept where there may be a hundred thousand: what handing over needs, without all that it was
 * decided from. Made by {@link Grants}.
 *
 * @param owner who deposited it
 * @param basis the digest that stays the same as long as nothing changes that could change the decision
 * @param clauses that permit it; none if it is not permitted
 * @param counts how often something was released under those of them that count
 * @param sources everybody behind it
 * @param transformations what was done to what it was made from, on the way to it
 */
public record Grant(
        MaterialRef version,
        PartyId owner,
        @Nullable RequestId request,
        PartyId requester,
        Decision decision,
        Digest basis,
        Set<ClauseRef> clauses,
        Map<ClauseRef, Integer> counts,
        Set<SourceId> sources,
        Set<Transformation> transformations) {
    public Grant {
        clauses = Set.copyOf(clauses);
        counts = Map.copyOf(counts);
        sources = Set.copyOf(sources);
        transformations = Set.copyOf(transformations);
    }
}
