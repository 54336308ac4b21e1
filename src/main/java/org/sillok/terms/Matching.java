package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    List<Check> permission(Term term) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.matches("ACTION", Truth.of(term.actions().containsAll(request.actions()))));
        checks.add(recipient(term));
        checks.add(Check.matches("PURPOSE", Truth.of(selectedPurposes(term) == span.size())));
        term.places().forEach((place, states) -> checks.add(place(place, states, true)));
        checks.add(proceeding(term));
        checks.add(scope(term.scope()));
        checks.add(window(term));
        return checks;
    }

    List<Check> prohibition(Term term) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.matches("ACTION", Truth.of(!Collections.disjoint(term.actions(), request.actions()))));
        checks.add(recipient(term));
        checks.add(Check.matches("PURPOSE", Truth.of(selectedPurposes(term) > 0)));
        term.places().forEach((place, states) -> checks.add(place(place, states, false)));
        checks.add(proceeding(term));
        Scope scope = term.scope();
        boolean touches = !Collections.disjoint(scope.parts(), request.parts()) && scope.reaches(derivative);
        checks.add(Check.matches("SCOPE", Truth.of(touches)));
        checks.add(window(term));
        return checks;
    }

    /** Whether all that is asked lies within {@code scope}. */
    Check scope(Scope scope) {
        return Check.matches(
                "SCOPE", Truth.of(scope.parts().containsAll(request.parts()) && scope.reaches(derivative)));
    }

    boolean isRequester(Set<Recipient> recipients) {
        return recipients.stream().anyMatch(one -> one.means(request.requester(), request.requesterClass()));
    }

    private Check recipient(Term term) {
        Selection<Recipient> recipients = term.recipients();
        boolean selected = (recipients.all() || isRequester(recipients.only())) && !isRequester(recipients.except());
        return Check.matches("RECIPIENT", Truth.of(selected));
    }

    /** How many of the requested purposes and those below them the term is about. */
    private int selectedPurposes(Term term) {
        Selection<Purpose> purposes = term.purposes();
        Set<Purpose> only = Purpose.span(purposes.only());
        Set<Purpose> except = Purpose.span(purposes.except());
        int selected = 0;
        for (Purpose purpose : span) {
            selected += (purposes.all() || only.contains(purpose)) && !except.contains(purpose) ? 1 : 0;
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
        return Check.matches("PLACE_" + place, truth);
    }

    private Check proceeding(Term term) {
        Proceeding proceeding = request.proceeding();
        Truth truth;
        if (term.proceedings().isUnrestricted()) {
            truth = Truth.TRUE;
        } else {
            truth = proceeding == null
                    ? Truth.UNKNOWN
                    : Truth.of(term.proceedings().has(proceeding));
        }
        return Check.matches("PROCEEDING", truth);
    }

    private Check window(Term term) {
        return Check.matches("WINDOW", Truth.of(term.window().has(asOf)))
                .during(term.window().around(asOf));
    }
}
