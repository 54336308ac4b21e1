package org.sillok.terms;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.StateCode;

/**
 * One clause that permits or prohibits. Each dimension is said; a place that is not named is not restricted.
 *
 * @param conditions in the order of their codes, because order says nothing; no code twice
 */
public record Term(
        ClauseId id,
        Effect effect,
        Set<Action> actions,
        Selection<Recipient> recipients,
        Selection<Purpose> purposes,
        Map<Place, Selection<StateCode>> places,
        Selection<Proceeding> proceedings,
        Scope scope,
        Window window,
        List<Condition> conditions,
        Set<Duty> duties)
        implements Clause {
    public Term {
        actions = Set.copyOf(actions);
        places = Map.copyOf(places);
        conditions = conditions.stream()
                .sorted(Comparator.comparing(Condition::code))
                .toList();
        duties = Set.copyOf(duties);
        Set<ConditionCode> codes = new HashSet<>();
        if (!conditions.stream().map(Condition::code).allMatch(codes::add)) {
            throw new IllegalArgumentException("a condition twice");
        }
    }

    public boolean permits() {
        return effect == Effect.PERMIT;
    }

    @Override
    public String toString() {
        return effect + " " + id;
    }
}
