package org.sillok.terms;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.StateCode;

/**
 * What the recorded facts say for one request at one moment. Nothing recorded, and records that disagree, are unknown.
 *
 * @param recorded what is known of each subject
 * @param noDeathPenalty no death penalty wherever the request may lead
 * @param fairTrial trials were assessed as fair
 * @param noInAbsentia judgments in absentia are not given. All of them made once, because every clause may ask for them
 */
record Judgements(
        Request request,
        Map<Subject, Map<FactType, Known>> recorded,
        Known noDeathPenalty,
        Known fairTrial,
        Known noInAbsentia) {
    /** Of all {@code facts} those of other cases do not count. */
    static Judgements of(Request request, List<Fact> facts, Instant asOf) {
        Map<Subject, Map<FactType, Known>> recorded = facts.isEmpty()
                ? Map.of()
                : facts.stream()
                        .filter(fact -> fact.caseRef() == null || fact.caseRef().equals(request.caseRef()))
                        .collect(groupingBy(
                                Fact::subject,
                                groupingBy(Fact::type, collectingAndThen(toList(), same -> Known.from(same, asOf)))));
        Judgements plain = new Judgements(request, recorded, Known.NOTHING, Known.NOTHING, Known.NOTHING);
        return new Judgements(
                request,
                recorded,
                plain.everywhereNoDeathPenalty(),
                plain.ofProceeding(FactType.FAIR_TRIAL, true),
                plain.ofProceeding(FactType.IN_ABSENTIA, false));
    }

    /**
     * What is known, and the longest time around the moment in which no fact on which it rests begins or ends.
     *
     * @param disputed whether it is unknown because records disagree
     */
    record Known(Truth truth, boolean disputed, Window window) {
        static final Known NOTHING = new Known(Truth.UNKNOWN, Window.ALWAYS);

        Known(Truth truth, Window window) {
            this(truth, false, window);
        }

        /** What facts of one kind about one subject come to. */
        private static Known from(List<Fact> facts, Instant asOf) {
            boolean yes = false;
            boolean no = false;
            Window window = Window.ALWAYS;
            for (Fact fact : facts) {
                window = window.and(fact.window().around(asOf));
                yes |= fact.window().has(asOf) && fact.value();
                no |= fact.window().has(asOf) && !fact.value();
            }
            return new Known(yes == no ? Truth.UNKNOWN : Truth.of(yes), yes && no, window);
        }

        Known and(Known other) {
            return new Known(truth.and(other.truth), window.and(other.window));
        }

        /** True if one of both is. */
        Known or(Known other) {
            return not().and(other.not()).not();
        }

        Known not() {
            return new Known(truth.not(), window);
        }
    }

    /**
     * No death penalty wherever a request may lead: where the recipient has its seat, where the proceeding is, and where
     * the material may be handed on to. In each state either none is imposed, or a written assurance of that state or of
     * the recipient is valid now.
     */
    private Known everywhereNoDeathPenalty() {
        Set<Place> needed = EnumSet.of(Place.SEAT, Place.PROCEEDING);
        if (request.actions().contains(Action.ONWARD_TRANSFER)) {
            needed.add(Place.ONWARD);
        }
        Set<StateCode> states = states(EnumSet.of(Place.SEAT, Place.PROCEEDING, Place.ONWARD));
        if (states.isEmpty() || !request.places().keySet().containsAll(needed)) {
            return Known.NOTHING;
        }
        Known assured = of(new Subject.OfParty(request.requester()), FactType.NO_DEATH_PENALTY_ASSURANCE);
        Known all = new Known(Truth.TRUE, Window.ALWAYS);
        for (StateCode state : states) {
            Subject subject = new Subject.OfState(state);
            Known imposed = of(subject, FactType.DEATH_PENALTY);
            all = all.and(imposed.not()
                    .or(of(subject, FactType.NO_DEATH_PENALTY_ASSURANCE))
                    .or(assured));
        }
        return all;
    }

    /**
     * Whether it was judged as {@code wanted} of the recipient itself; if nothing is recorded of it, of every state in which
     * the proceeding is. A dispute about the recipient is not settled by what is known of a state.
     */
    private Known ofProceeding(FactType type, boolean wanted) {
        Known recipient = of(new Subject.OfParty(request.requester()), type);
        Set<StateCode> states = states(EnumSet.of(Place.PROCEEDING));
        if (recipient.truth != Truth.UNKNOWN || recipient.disputed || states.isEmpty()) {
            return wanted ? recipient : recipient.not();
        }
        Known all = new Known(Truth.TRUE, recipient.window);
        for (StateCode state : states) {
            Known known = of(new Subject.OfState(state), type);
            all = all.and(wanted ? known : known.not());
        }
        return all;
    }

    private Known of(Subject subject, FactType type) {
        return recorded.getOrDefault(subject, Map.of()).getOrDefault(type, Known.NOTHING);
    }

    private Set<StateCode> states(Set<Place> places) {
        Set<StateCode> states = new HashSet<>();
        places.forEach(place -> states.addAll(request.places().getOrDefault(place, Set.of())));
        return states;
    }
}
