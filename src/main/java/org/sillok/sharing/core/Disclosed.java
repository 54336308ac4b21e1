package org.sillok.sharing.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Answer;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ClauseRef;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Instrument;
import org.sillok.terms.Term;

/**
 * How often something was released under the clauses of instruments, over all versions of each. Only for an instrument that
 * is a key it is known: one of its clauses that is missing was never used.
 */
public record Disclosed(Map<String, Map<ClauseId, Integer>> made) {
    /** Nobody counted. */
    public static final Disclosed UNKNOWN = new Disclosed(Map.of());

    public Disclosed {
        Map<String, Map<ClauseId, Integer>> copy = new HashMap<>();
        made.forEach((instrument, clauses) -> copy.put(instrument, Map.copyOf(clauses)));
        made = Map.copyOf(copy);
    }

    /** The counts of those clauses that stand under MAX_DISCLOSURES, as a question needs them. */
    public Map<ClauseRef, Integer> of(Stream<? extends Instrument> instruments) {
        Map<ClauseRef, Integer> counts = new HashMap<>();
        instruments.forEach(instrument -> {
            Map<ClauseId, Integer> known = made.get(instrument.ref().id());
            if (known != null) {
                add(instrument, known, counts);
            }
        });
        return counts;
    }

    /** How often under this clause; null if it is not known. */
    public @Nullable Integer of(ClauseRef clause) {
        Map<ClauseId, Integer> known = made.get(clause.instrument().id());
        return known == null ? null : known.getOrDefault(clause.clause(), 0);
    }

    private static void add(Instrument instrument, Map<ClauseId, Integer> known, Map<ClauseRef, Integer> counts) {
        for (Clause clause : instrument.clauses()) {
            if (clause instanceof Term term) {
                add(instrument, term, known, counts);
            }
        }
        List<Answer> answers = instrument.answers();
        for (Answer answer : answers) {
            add(instrument, answer.term(), known, counts);
        }
    }

    private static void add(
            Instrument instrument, Term term, Map<ClauseId, Integer> known, Map<ClauseRef, Integer> counts) {
        if (term.conditions().stream().anyMatch(condition -> condition.code() == ConditionCode.MAX_DISCLOSURES)) {
            counts.put(new ClauseRef(instrument.ref(), term.id()), known.getOrDefault(term.id(), 0));
        }
    }
}
