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
        List<Finding> findings = new ArrayList<>();
        for (Term term : terms(Effect.PERMIT)) {
            findings.add(permission(term));
        }
        return findings.isEmpty()
                ? Finding.because(Outcome.NOT_COVERED, ReasonCode.NO_PERMISSION, instrument.ref(), "")
                : Finding.bestClause(findings);
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

    private Finding permission(Term term) {
        ClauseRef ref = ref(term);
        List<Check> checks = matching.permission(term);
        // What a permission depends on says nothing where it is about something else for good.
        if (checks.stream().noneMatch(Check::failsForGood)) {
            for (Condition condition : term.conditions()) {
                conditions.addTo(checks, ref, condition);
            }
        }
        Finding finding = conclude(ref, checks);
        return finding.outcome() == Outcome.PERMIT
                ? new Finding(Outcome.PERMIT, List.of(), obligations(term, ref), finding.window())
                : finding;
    }

    /** What fails and cannot be lifted decides; then what is not known; then what has to be asked. */
    private static Finding conclude(ClauseRef ref, List<Check> checks) {
        Outcome outcome = Outcome.PERMIT;
        Window window = Window.ALWAYS;
        for (Check check : checks) {
            outcome = graver(outcome, check.permission());
            window = window.and(check.window());
        }
        if (outcome == Outcome.PERMIT) {
            return Finding.PERMITTED.during(window);
        }
        String place = ref.toString();
        List<Reason> reasons = new ArrayList<>();
        List<Window> failing = new ArrayList<>();
        for (Check check : checks) {
            if (check.permission() == outcome) {
                reasons.add(new Reason(outcome, check.reason(), place, check.detail()));
            }
            if (check.truth() != Truth.TRUE) {
                failing.add(check.window());
            }
        }
        return new Finding(outcome, reasons, List.of(), Finding.lasting(failing));
    }

    private static Outcome graver(Outcome a, Outcome b) {
        return Finding.CLAUSES.indexOf(a) <= Finding.CLAUSES.indexOf(b) ? a : b;
    }

    private static List<Obligation> obligations(Term term, ClauseRef ref) {
        List<Obligation> obligations = new ArrayList<>();
        for (Condition condition : term.conditions()) {
            if (condition.code().isUndertaken()) {
                obligations.add(new Obligation(condition.code().name(), condition.argument(), ref));
            }
        }
        for (Duty duty : term.duties()) {
            obligations.add(new Obligation(duty.code().name(), duty.argument(), ref));
        }
        return obligations;
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
