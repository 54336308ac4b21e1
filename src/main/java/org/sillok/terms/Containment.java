package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;

/**
 * Whether all that one clause is about lies in another: for every request, what is true of the inner one is true of the
 * outer one, and what is not known of it is true or not known.
 */
final class Containment {
    private Containment() {}

    /** The dimensions in which {@code inner} goes, or may go, beyond {@code outer}. */
    static List<String> wider(Term outer, Term inner) {
        List<String> wider = new ArrayList<>();
        note(wider, Dimension.ACTION, outer.actions().containsAll(inner.actions()));
        note(wider, Dimension.RECIPIENT, recipients(outer.recipients(), inner.recipients()));
        note(wider, Dimension.PURPOSE, purposes(outer).containsAll(purposes(inner)));
        for (Map.Entry<Place, Selection<StateCode>> entry : outer.places().entrySet()) {
            Selection<StateCode> states = inner.places().getOrDefault(entry.getKey(), Selection.any());
            note(wider, Dimension.of(entry.getKey()), stated(entry.getValue(), states));
        }
        note(wider, Dimension.PROCEEDING, stated(outer.proceedings(), inner.proceedings()));
        note(wider, Dimension.SCOPE, contains(outer.scope(), inner.scope()));
        note(wider, Dimension.WINDOW, contains(outer.window(), inner.window()));
        return wider;
    }

    /** Whether one request could be contained in both; false only if that is proved to be impossible. */
    static boolean mayMeet(Term a, Term b) {
        return !Collections.disjoint(a.actions(), b.actions())
                && !Collections.disjoint(purposes(a), purposes(b))
                && !Collections.disjoint(a.scope().parts(), b.scope().parts())
                && Stream.of(false, true)
                        .anyMatch(derivative ->
                                a.scope().reaches(derivative) && b.scope().reaches(derivative))
                && recipientsMayMeet(a.recipients(), b.recipients())
                && isBefore(a.window().from(), b.window().until())
                && isBefore(b.window().from(), a.window().until());
    }

    static boolean contains(Window outer, Window inner) {
        boolean begins =
                outer.from() == null || (inner.from() != null && !inner.from().isBefore(outer.from()));
        boolean ends = outer.until() == null
                || (inner.until() != null && !inner.until().isAfter(outer.until()));
        return begins && ends;
    }

    static boolean contains(Scope outer, Scope inner) {
        return outer.parts().containsAll(inner.parts())
                && (outer.lineage() == Lineage.ORIGINAL_AND_DERIVATIVES || outer.lineage() == inner.lineage());
    }

    /** All purposes that a clause is about, each with those below it. */
    private static Set<Purpose> purposes(Term term) {
        Selection<Purpose> selection = term.purposes();
        Set<Purpose> purposes = selection.all() ? EnumSet.allOf(Purpose.class) : Purpose.span(selection.only());
        purposes.removeAll(Purpose.span(selection.except()));
        return purposes;
    }

    private static boolean recipients(Selection<Recipient> outer, Selection<Recipient> inner) {
        if (outer.isUnrestricted()) {
            return true;
        }
        boolean named = outer.all() || (!inner.all() && outer.only().containsAll(inner.only()));
        Predicate<Recipient> isOut = one -> inner.except().contains(one)
                || (!inner.all() && inner.only().stream().allMatch(other -> areApart(one, other)));
        return named && outer.except().stream().allMatch(isOut);
    }

    private static boolean recipientsMayMeet(Selection<Recipient> a, Selection<Recipient> b) {
        return a.all()
                || b.all()
                || a.only().stream().anyMatch(one -> b.only().stream().anyMatch(other -> !areApart(one, other)));
    }

    /** Whether nobody can be both. A party may be of any class. */
    private static boolean areApart(Recipient a, Recipient b) {
        return !a.equals(b) && a.getClass() == b.getClass();
    }

    /** For what may not be stated: a clause that does not restrict it is true then, and one that does is not known. */
    private static <T> boolean stated(Selection<T> outer, Selection<T> inner) {
        if (outer.isUnrestricted()) {
            return true;
        }
        if (inner.isUnrestricted()) {
            return false;
        }
        return inner.all()
                ? outer.all() && inner.except().containsAll(outer.except())
                : inner.only().stream().filter(inner::has).allMatch(outer::has);
    }

    private static boolean isBefore(@Nullable Instant from, @Nullable Instant until) {
        return from == null || until == null || from.isBefore(until);
    }

    private static void note(List<String> wider, Dimension dimension, boolean contained) {
        if (!contained) {
            wider.add(dimension.name());
        }
    }
}
