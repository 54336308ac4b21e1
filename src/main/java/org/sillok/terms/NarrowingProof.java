package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Narrowing.Doubt;
import org.sillok.terms.Narrowing.DoubtCode;
import org.sillok.terms.Narrowing.Said;

/** Looks for the proof that {@code after} permits no more than {@code before}, clause by clause. */
record NarrowingProof(Said before, Said after) {
    /** What could not be proved; empty if all was. */
    List<Doubt> doubts() {
        List<Doubt> doubts = new ArrayList<>();
        whole(doubts);
        List<Term> permissions = terms(after, Effect.PERMIT);
        for (Term permission : permissions) {
            lies(permission, doubts);
        }
        contact(permissions, doubts);
        for (Clause clause : before.clauses()) {
            if (!(clause instanceof Term term)) {
                unreadable(clause, doubts);
            } else if (term.permits()) {
                obliges(term, permissions, doubts);
            } else {
                forbids(term, doubts);
            }
        }
        return doubts;
    }

    private void whole(List<Doubt> doubts) {
        if (!Containment.contains(before.window(), after.window())) {
            doubts.add(new Doubt(DoubtCode.WINDOW, null, List.of()));
        }
        if (!Containment.contains(before.scope(), after.scope())) {
            doubts.add(new Doubt(DoubtCode.SCOPE, null, List.of()));
        }
        Instant review = before.reviewBy();
        if (review != null && (after.reviewBy() == null || after.reviewBy().isAfter(review))) {
            doubts.add(new Doubt(DoubtCode.REVIEW_LATER, null, List.of()));
        }
    }

    /** Who wants nobody to contact her says so in a permission, and it holds for her organisation beyond that permission. */
    private void contact(List<Term> permissions, List<Doubt> doubts) {
        if (permissions.stream().anyMatch(NarrowingProof::wantsNoContact)) {
            return;
        }
        terms(before, Effect.PERMIT).stream()
                .filter(NarrowingProof::wantsNoContact)
                .findFirst()
                .ifPresent(old -> doubts.add(
                        new Doubt(DoubtCode.FORBIDS_LESS, old.id(), List.of(ConditionCode.NO_CONTACT_SOURCE.name()))));
    }

    private static boolean wantsNoContact(Term term) {
        return term.conditions().stream().anyMatch(condition -> condition.code() == ConditionCode.NO_CONTACT_SOURCE);
    }

    /** A new permission has to lie in one old permission, with all of its conditions and duties. */
    private void lies(Term permission, List<Doubt> doubts) {
        @Nullable List<String> nearest = null;
        for (Term old : terms(before, Effect.PERMIT)) {
            List<String> wider = Containment.wider(old, permission);
            wider.addAll(Strictness.missing(old, permission));
            if (wider.isEmpty()) {
                return;
            }
            boolean same = old.id().equals(permission.id());
            if (same || nearest == null) {
                nearest = wider;
            }
        }
        doubts.add(new Doubt(DoubtCode.PERMITS_MORE, permission.id(), nearest == null ? List.of() : nearest));
    }

    /**
     * All permissions that apply oblige together. So what an old one obliged to must not be lost where another one remains
     * that could apply to the same: the old one stays as it is, or each that may meet it obliges to as much.
     */
    private void obliges(Term old, List<Term> permissions, List<Doubt> doubts) {
        if (!permissions.contains(old)) {
            for (Term permission : permissions) {
                List<String> lost = Strictness.lost(old, permission);
                if (!lost.isEmpty() && Containment.mayMeet(old, permission)) {
                    doubts.add(new Doubt(DoubtCode.OBLIGES_TO_LESS, old.id(), lost));
                    return;
                }
            }
        }
    }

    /** A prohibition has to be covered by one that is at least as broad and asks for no more. */
    private void forbids(Term old, List<Doubt> doubts) {
        List<String> nearest = List.of();
        for (Clause clause : after.clauses()) {
            if (clause instanceof UnreadableClause) {
                return;
            }
            if (clause instanceof Term term && !term.permits()) {
                List<String> narrower = Containment.wider(term, old);
                narrower.addAll(Strictness.narrowed(old, term));
                if (narrower.isEmpty()) {
                    return;
                }
                boolean same = term.id().equals(old.id());
                nearest = same || nearest.isEmpty() ? narrower : nearest;
            }
        }
        doubts.add(new Doubt(DoubtCode.FORBIDS_LESS, old.id(), nearest));
    }

    /** It forbids everything until somebody can read it; so does any other one. */
    private void unreadable(Clause clause, List<Doubt> doubts) {
        if (after.clauses().stream().noneMatch(UnreadableClause.class::isInstance)) {
            doubts.add(new Doubt(DoubtCode.FORBIDS_LESS, clause.id(), List.of()));
        }
    }

    private static List<Term> terms(Said said, Effect effect) {
        List<Term> terms = new ArrayList<>();
        for (Clause clause : said.clauses()) {
            if (clause instanceof Term term && term.effect() == effect) {
                terms.add(term);
            }
        }
        return terms;
    }
}
