package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Narrowing.Said;

/** A new version of what was said, by chance: mostly a little narrower, or a little wider, or both. */
record TermChanges(Dice dice, RandomTerms terms) {
    Said change(Said said) {
        List<Clause> clauses = new ArrayList<>(said.clauses());
        for (int i = dice.upTo(2); i >= 0; i--) {
            change(clauses);
        }
        @Nullable Instant reviewBy = dice.chance(0.9) ? said.reviewBy() : dice.one(RandomTerms.MOMENTS);
        return new Said(
                dice.shuffled(clauses),
                dice.chance(0.9) ? said.scope() : terms.scope(),
                dice.chance(0.9) ? said.window() : terms.window(),
                reviewBy);
    }

    private void change(List<Clause> clauses) {
        int which = clauses.isEmpty() ? -1 : dice.upTo(clauses.size() - 1);
        if (which < 0 || dice.chance(0.1)) {
            clauses.add(dice.chance(0.6) ? terms.prohibition("2") : terms.clause("3"));
        } else if (dice.chance(0.15)) {
            clauses.remove(which);
        } else if (clauses.get(which) instanceof Term term) {
            clauses.set(which, change(term));
        }
    }

    private Term change(Term term) {
        Set<Action> actions = new HashSet<>(term.actions());
        Map<Place, Selection<StateCode>> places = new HashMap<>(term.places());
        List<Condition> conditions = new ArrayList<>(term.conditions());
        int what = dice.upTo(14);
        switch (what) {
            case 0 -> actions.remove(dice.one(List.of(Action.values())));
            case 1 -> actions.add(dice.one(List.of(Action.values())));
            case 2 -> places.put(dice.one(List.of(Place.values())), terms.selection(RandomTerms.STATES, 0.9));
            case 3 -> places.remove(dice.one(List.of(Place.values())));
            case 4, 5 -> conditions(conditions);
            case 6 -> conditions.removeIf(condition -> dice.chance(0.5));
            case 7 ->
                conditions.replaceAll(condition -> dice.chance(0.5) ? terms.condition(condition.code()) : condition);
            default -> {}
        }
        return new Term(
                what == 13 ? new ClauseId("4") : term.id(),
                what == 14 && dice.chance(0.3) ? term.permits() ? Effect.PROHIBIT : Effect.PERMIT : term.effect(),
                actions,
                what == 8 ? selection(term.recipients(), RandomTerms.recipients()) : term.recipients(),
                what == 9 ? selection(term.purposes(), RandomTerms.PURPOSES) : term.purposes(),
                places,
                what == 10 ? selection(term.proceedings(), List.of(Proceeding.values())) : term.proceedings(),
                what == 11 ? terms.scope() : term.scope(),
                what == 12 ? terms.window() : term.window(),
                conditions,
                what == 14 ? terms.duties() : term.duties());
    }

    private void conditions(List<Condition> conditions) {
        Condition more = terms.condition(dice.one(List.of(ConditionCode.values())));
        conditions.removeIf(condition -> condition.code() == more.code());
        conditions.add(more);
    }

    /** Another one, or the same with one more exception. */
    private <T> Selection<T> selection(Selection<T> selection, List<T> values) {
        if (dice.chance(0.5)) {
            return terms.selection(values, 0.9);
        }
        Set<T> except = new HashSet<>(selection.except());
        except.add(dice.one(values));
        return new Selection<>(selection.all(), selection.only(), except);
    }
}
