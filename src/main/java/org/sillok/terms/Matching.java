package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.sillok.kernel.StateCode;

/**
 * Whether a clause is about what is asked. A permission has to contain all of it; a prohibition has to touch any of it.
 *
 * @param derivative whether what is asked for was made from something else
 * @param span the requested purposes with all narrower ones
 */
record Matching(Request request, boolean derivative, Set<Purpose> span, Instant asOf) {
    Matching(Request request, boolean derivative, Instant asOf) {
        this(request, derivative, Purpose.span(request.purposes()), asOf);
    }

    /** Each dimension of a permission; all of what is asked has to lie in it. */
    List<Check> permission(Term term) {
        List<Check> checks = new ArrayList<>();
        checks.add(Dimension.ACTION.is(term.actions().containsAll(request.actions())));
        checks.add(recipient(term, true));
        checks.add(Dimension.PURPOSE.is(selectedPurposes(term) == span.size()));
        term.places().forEach((place, states) -> checks.add(place(place, states, true)));
        checks.add(proceeding(term));
        checks.add(scope(term.scope()));
        checks.add(window(term));
        return checks;
    }

    /** Whether any action and any purpose of what is asked lies in the term: what rules most prohibitions out, for good. */
    boolean touches(Term term) {
        return !Collections.disjoint(term.actions(), request.actions()) && selectedPurposes(term) > 0;
    }

    /** Every other dimension of a prohibition; any of what is asked may lie in it. */
    List<Check> prohibition(Term term) {
        List<Check> checks = new ArrayList<>();
        checks.add(recipient(term, false));
        term.places().forEach((place, states) -> checks.add(place(place, states, false)));
        checks.add(proceeding(term));
        Scope scope = term.scope();
        checks.add(
                Dimension.SCOPE.is(!Collections.disjoint(scope.parts(), request.parts()) && scope.reaches(derivative)));
        checks.add(window(term));
        return checks;
    }

    /** Whether all that is asked lies within {@code scope}. */
    Check scope(Scope scope) {
        return Dimension.SCOPE.is(scope.parts().containsAll(request.parts()) && scope.reaches(derivative));
    }

    /**
     * Whether all who will have it in the end are such: the requester, and those to whom it hands on. One who is not
     * decides; otherwise it is not known as long as they are not all named.
     */
    Truth everyReceiver(Predicate<Receiver> such) {
        if (!such.test(new Receiver(request.requester(), request.requesterClass()))) {
            return Truth.FALSE;
        }
        for (Receiver receiver : request.handedOnTo()) {
            if (!such.test(receiver)) {
                return Truth.FALSE;
            }
        }
        return request.namesEveryReceiver() ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** Whether any of them is such. */
    Truth anyReceiver(Predicate<Receiver> such) {
        return everyReceiver(such.negate()).not();
    }

    private Check recipient(Term term, boolean all) {
        Selection<Recipient> recipients = term.recipients();
        if (recipients.isUnrestricted()) {
            return Dimension.RECIPIENT.is(true);
        }
        Predicate<Receiver> selected = receiver ->
                (recipients.all() || receiver.isAmong(recipients.only())) && !receiver.isAmong(recipients.except());
        return Dimension.RECIPIENT.is(all ? everyReceiver(selected) : anyReceiver(selected));
    }

    /** How many of the requested purposes and those below them the term is about. */
    private int selectedPurposes(Term term) {
        Selection<Purpose> purposes = term.purposes();
        int selected = 0;
        for (Purpose purpose : span) {
            selected += (purposes.all() || purpose.isWithin(purposes.only())) && !purpose.isWithin(purposes.except())
                    ? 1
                    : 0;
        }
        return selected;
    }

    private Check place(Place place, Selection<StateCode> selection, boolean all) {
        Map<Place, Set<StateCode>> places = request.places();
        Truth truth;
        if (selection.isUnrestricted()) {
            truth = Truth.TRUE;
        } else if (!places.containsKey(place)) {
            truth = Truth.UNKNOWN;
        } else {
            Set<StateCode> states = places.getOrDefault(place, Set.of());
            truth = Truth.of(
                    all
                            ? states.stream().allMatch(selection::has)
                            : states.stream().anyMatch(selection::has));
        }
        return Dimension.of(place).is(truth);
    }

    private Check proceeding(Term term) {
        Proceeding proceeding = request.proceeding();
        if (term.proceedings().isUnrestricted()) {
            return Dimension.PROCEEDING.is(true);
        }
        return Dimension.PROCEEDING.is(
                proceeding == null ? Truth.UNKNOWN : Truth.of(term.proceedings().has(proceeding)));
    }

    private Check window(Term term) {
        Check check = Dimension.WINDOW.is(term.window().has(asOf));
        return term.window().equals(Window.ALWAYS)
                ? check
                : check.during(term.window().around(asOf));
    }
}
