package org.sillok.consent.core;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Clause;
import org.sillok.terms.Lineage;
import org.sillok.terms.Narrowing;
import org.sillok.terms.Scope;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * Whether a version of a consent provably permits no more than another ({@link Narrowing}, for its clauses). There is no benefit
 * of the doubt: "no" only means that it cannot be seen this way.
 */
public final class Narrower {
    private Narrower() {}

    /** Whether {@code after} provably permits nothing that {@code before} does not, and forbids all that it forbids. */
    public static boolean isNarrower(ConsentContent before, ConsentContent after) {
        return within(before.window(), after.window())
                && (before.reviewBy() == null
                        || (after.reviewBy() != null && !after.reviewBy().isAfter(before.reviewBy())))
                && within(before.scope(), after.scope())
                && within(before.minority(), after.minority())
                && clauses(before.terms(), after.terms());
    }

    static boolean clauses(List<Clause> before, List<Clause> after) {
        // An unreadable clause forbids everything; nothing that can be written does so.
        return Stream.concat(before.stream(), after.stream()).allMatch(Term.class::isInstance)
                && Narrowing.of(said(before), said(after)) instanceof Narrowing.Narrower;
    }

    /** Whether {@code after} provably forbids all that {@code before} does. */
    public static boolean forbidsAsMuch(ConsentContent before, ConsentContent after) {
        return !(Narrowing.of(said(before.terms()), said(after.terms())) instanceof Narrowing.NotProven doubted)
                || doubted.reasons().stream().noneMatch(doubt -> doubt.code() == Narrowing.DoubtCode.FORBIDS_LESS);
    }

    private static Narrowing.Said said(List<Clause> clauses) {
        return new Narrowing.Said(clauses, Scope.EVERYTHING, Window.ALWAYS, null);
    }

    private static boolean within(Scope before, Scope after) {
        return before.parts().containsAll(after.parts())
                && (before.lineage() == Lineage.ORIGINAL_AND_DERIVATIVES || before.lineage() == after.lineage());
    }

    private static boolean within(Window before, Window after) {
        return (before.from() == null || (after.from() != null && !after.from().isBefore(before.from())))
                && (before.until() == null
                        || (after.until() != null && !after.until().isAfter(before.until())));
    }

    /** A day that is not known has always come already. */
    private static boolean within(@Nullable Minority before, @Nullable Minority after) {
        if (before == null) {
            return true;
        }
        // An earlier day is no narrower one: what was said before could then count as said by a grown-up.
        return after != null
                && (after.majorityAt() == null || after.majorityAt().equals(before.majorityAt()));
    }
}
