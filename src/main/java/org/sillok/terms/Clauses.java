package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The clauses of one instrument, read for one request. */
record Clauses(Matching matching, Conditions conditions, Instrument instrument) {
    Clauses(
            Question question,
            Matching matching,
            Judgements judgements,
            Instrument instrument,
            Set<Transformation> done) {
        this(matching, new Conditions(matching, judgements, question.disclosures(), instrument, done), instrument);
    }

    /** What its permissions come to, each with its conditions. */
    Finding permissions() {
        List<Permission> permissions = new ArrayList<>();
        Outcome best = Outcome.DENY;
        for (Term term : terms(Effect.PERMIT)) {
            Permission permission = permission(term);
            permissions.add(permission);
            best = Permission.better(best, permission.outcome());
        }
        if (permissions.isEmpty()) {
            return Finding.because(Outcome.NOT_COVERED, ReasonCode.NO_PERMISSION, instrument.ref(), "");
        }
        List<Reason> reasons = new ArrayList<>();
        List<Obligation> obligations = new ArrayList<>();
        Window window = Window.ALWAYS;
        for (Permission permission : permissions) {
            if (permission.outcome() == best) {
                permission.addReasons(reasons);
                permission.addObligations(obligations);
            }
            // Those that do not permit yet, too: when they do, they may oblige to something that cannot be done.
            window = window.and(permission.lasting());
        }
        return new Finding(best, reasons, obligations, window);
    }

    /** Those of its permissions that permit. */
    List<ClauseRef> permitting() {
        List<ClauseRef> refs = new ArrayList<>();
        for (Term term : terms(Effect.PERMIT)) {
            if (permission(term).outcome() == Outcome.PERMIT) {
                refs.add(ref(term));
            }
        }
        return refs;
    }

    /** Whether any of its permissions stands under that condition. */
    boolean permitsUnder(ConditionCode code) {
        for (Term term : terms(Effect.PERMIT)) {
            for (Condition condition : term.conditions()) {
                if (condition.code() == code) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What its prohibitions come to: nothing, or a denial, or that it is not known. */
    Finding prohibitions() {
        List<Finding> findings = new ArrayList<>();
        for (Clause clause : instrument.clauses()) {
            if (clause instanceof UnreadableClause) {
                findings.add(Finding.because(Outcome.DENY, ReasonCode.UNREADABLE, ref(clause), ""));
            }
        }
        for (Term term : terms(Effect.PROHIBIT)) {
            findings.add(prohibition(term));
        }
        return Finding.all(findings);
    }

    /** Those that are written, and those that were answered for this request. */
    private List<Term> terms(Effect effect) {
        List<Term> terms = new ArrayList<>();
        for (Clause clause : instrument.clauses()) {
            if (clause instanceof Term term && term.effect() == effect) {
                terms.add(term);
            }
        }
        for (Answer answer : instrument.answers()) {
            if (answer.request().equals(matching.request().id())
                    && answer.term().effect() == effect) {
                terms.add(answer.term());
            }
        }
        return terms;
    }

    private Permission permission(Term term) {
        ClauseRef ref = ref(term);
        List<Check> checks = matching.permission(term);
        // What a permission depends on says nothing where it is about something else for good.
        if (!failsForGood(checks)) {
            for (Condition condition : term.conditions()) {
                conditions.addTo(checks, ref, condition);
            }
        }
        return Permission.of(term, ref, checks);
    }

    private static boolean failsForGood(List<Check> checks) {
        for (Check check : checks) {
            if (check.failsForGood()) {
                return true;
            }
        }
        return false;
    }

    private Finding prohibition(Term term) {
        if (!matching.touches(term)) {
            return Finding.PERMITTED;
        }
        ClauseRef ref = ref(term);
        List<Check> checks = matching.prohibition(term);
        for (Condition condition : term.conditions()) {
            checks.add(conditions.narrowing(ref, condition));
        }
        return new Prohibition(ref, checks).finding();
    }

    private ClauseRef ref(Clause clause) {
        return new ClauseRef(instrument.ref(), clause.id());
    }
}
