package org.sillok.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** Clauses, conditions and times from small domains, so that they often meet what is asked, and often only just. */
final class RandomTerms {
    static final List<Instant> MOMENTS = List.of(
            Cast.NOW.minus(Duration.ofDays(1)),
            Cast.NOW.minusMillis(1),
            Cast.NOW,
            Cast.NOW.plusMillis(1),
            Cast.NOW.plus(Duration.ofDays(1)));
    static final List<PartyId> PARTIES = List.of(Cast.COURT, Cast.OWNER, Cast.JOINT_OWNER);
    static final List<StateCode> STATES = List.of(Cast.HERE, Cast.THERE, Cast.ELSEWHERE);
    static final List<Purpose> PURPOSES = List.of(
            Purpose.CRIMINAL_PROSECUTION,
            Purpose.CRIMINAL_INVESTIGATION,
            Purpose.LEAD_GENERATION,
            Purpose.ACCOUNTABILITY,
            Purpose.INTELLIGENCE,
            Purpose.IMMIGRATION_CONTROL);
    private static final List<Condition> PLAIN = List.of(Condition.of(ConditionCode.ATTRIBUTION));

    private final Dice dice;

    RandomTerms(Dice dice) {
        this.dice = dice;
    }

    Window window() {
        if (dice.odd()) {
            Instant from = dice.one(MOMENTS);
            return dice.chance(0.5) ? new Window(from, from.plusMillis(1)) : Window.until(from);
        }
        return dice.chance(0.7)
                ? Window.ALWAYS
                : new Window(
                        dice.chance(0.5) ? null : dice.one(MOMENTS.subList(0, 3)),
                        dice.chance(0.5) ? null : dice.one(MOMENTS.subList(3, 5)));
    }

    Scope scope() {
        if (dice.odd()) {
            return new Scope(dice.each(List.of(Part.values()), 0.5), dice.one(List.of(Lineage.values())));
        }
        return Scope.EVERYTHING;
    }

    Clause clause(String id) {
        if (dice.odd() && dice.chance(0.1)) {
            return new UnreadableClause(new ClauseId(id));
        }
        return dice.chance(0.15) ? prohibition(id) : permission(id);
    }

    Term permission(String id) {
        Set<Action> actions = new HashSet<>(Set.of(Action.values()));
        if (dice.odd()) {
            actions.removeAll(dice.some(List.of(Action.values()), 4));
        }
        List<Condition> conditions = conditions(dice.chance(0.4) ? 0 : dice.upTo(3));
        return term(id, Effect.PERMIT, actions, conditions, dice.odd() ? 1 : 0.15);
    }

    Term prohibition(String id) {
        List<Condition> conditions = dice.odd()
                ? conditions(1)
                : dice.chance(0.5)
                        ? List.of()
                        : List.of(condition(dice.one(List.of(
                                ConditionCode.RECIPIENTS_ONLY,
                                ConditionCode.RECIPIENTS_EXCEPT,
                                ConditionCode.PURPOSES_ONLY,
                                ConditionCode.PURPOSES_EXCEPT,
                                ConditionCode.VALID_FROM,
                                ConditionCode.VALID_UNTIL))));
        return term(id, Effect.PROHIBIT, dice.some(List.of(Action.values()), 3), conditions, 0.5);
    }

    private Term term(String id, Effect effect, Set<Action> actions, List<Condition> conditions, double narrow) {
        Map<Place, Selection<StateCode>> places = new EnumMap<>(Place.class);
        if (dice.chance(narrow)) {
            places.put(dice.one(List.of(Place.values())), selection(STATES, narrow));
        }
        return new Term(
                new ClauseId(id),
                effect,
                actions,
                selection(recipients(), narrow),
                selection(PURPOSES, narrow),
                places,
                selection(List.of(Proceeding.values()), narrow),
                scope(),
                window(),
                conditions,
                duties());
    }

    static List<Recipient> recipients() {
        return List.of(
                new Recipient.One(Cast.COURT),
                new Recipient.One(Cast.OWNER),
                new Recipient.All(PartyClass.COURT),
                new Recipient.All(PartyClass.NGO));
    }

    <T> Selection<T> selection(List<T> values, double narrow) {
        if (!dice.chance(narrow)) {
            return Selection.any();
        }
        if (dice.odd()) {
            return new Selection<>(false, dice.each(values, 0.5), dice.each(values, 0.3));
        }
        return dice.chance(0.5)
                ? Selection.only(dice.some(values, values.size()))
                : Selection.anyExcept(dice.some(values, 1));
    }

    Set<Duty> duties() {
        if (!dice.chance(0.2)) {
            return Set.of();
        }
        Set<Duty> duties = new HashSet<>();
        for (DutyCode code : dice.some(List.of(DutyCode.values()), 2)) {
            duties.add(new Duty(code, argument(code.shape())));
        }
        return duties;
    }

    private List<Condition> conditions(int count) {
        Map<ConditionCode, Condition> conditions = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Condition condition =
                    dice.chance(0.3) ? dice.one(PLAIN) : condition(dice.one(List.of(ConditionCode.values())));
            conditions.put(condition.code(), condition);
        }
        return List.copyOf(conditions.values());
    }

    Condition condition(ConditionCode code) {
        return new Condition(code, argument(code.shape()));
    }

    private Argument argument(Shape shape) {
        return switch (shape) {
            case NOTHING -> Argument.Nothing.NOTHING;
            case RECIPIENTS -> new Argument.Recipients(dice.some(recipients(), 2));
            case PURPOSES -> new Argument.Purposes(dice.some(PURPOSES, 3));
            case STATES -> new Argument.States(dice.some(STATES, 3));
            case INSTANT -> new Argument.At(dice.one(MOMENTS));
            case COUNT -> new Argument.Count(1 + dice.upTo(2));
            case CASES -> new Argument.Cases(dice.some(List.of(Cast.CASE, Cast.ANOTHER_CASE), 2));
            case TEXT -> new Argument.Text("only if her sister agrees");
        };
    }
}
