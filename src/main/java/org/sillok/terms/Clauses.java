package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
        List<Finding> findings =
                terms().filter(Term::permits).map(this::permission).toList();
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
        terms().filter(term -> !term.permits()).map(this::prohibition).forEach(findings::add);
        return Finding.all(findings);
    }

    private Stream<Term> terms() {
        Stream<Term> answered = instrument.answers().stream()
                .filter(answer -> answer.request().equals(matching.request().id()))
                .map(Answer::term);
        Stream<Term> written =
                instrument.clauses().stream().filter(Term.class::isInstance).map(Term.class::cast);
        return Stream.concat(written, answered);
    }

    private Finding permission(Term term) {
        List<Check> checks = matching.permission(term);
        for (Condition condition : term.conditions()) {
            checks.addAll(conditions.of(ref(term), condition));
        }
        Finding finding = conclude(term, checks);
        return finding.outcome() == Outcome.PERMIT
                ? new Finding(Outcome.PERMIT, List.of(), obligations(term), finding.window())
                : finding;
    }

    /** What fails and cannot be lifted decides; then what is not known; then what has to be asked. */
    private Finding conclude(Term term, List<Check> checks) {
        for (Outcome worst : List.of(Outcome.NOT_COVERED, Outcome.INDETERMINATE, Outcome.CONSULT)) {
            List<Reason> reasons = checks.stream()
                    .filter(check -> check.permission() == worst)
                    .map(check -> new Reason(worst, check.reason(), ref(term).toString(), check.detail()))
                    .toList();
            if (!reasons.isEmpty()) {
                return new Finding(worst, reasons, List.of(), Window.ALWAYS);
            }
        }
        Window window = Window.ALWAYS;
        for (Check check : checks) {
            window = window.and(check.window());
        }
        return Finding.PERMITTED.during(window);
    }

    private List<Obligation> obligations(Term term) {
        List<Obligation> obligations = new ArrayList<>();
        for (Condition condition : term.conditions()) {
            if (condition.code().isUndertaken()) {
                obligations.add(new Obligation(condition.code().name(), condition.argument(), ref(term)));
            }
        }
        for (Duty duty : term.duties()) {
            obligations.add(new Obligation(duty.code().name(), duty.argument(), ref(term)));
        }
        return obligations;
    }

    private Finding prohibition(Term term) {
        List<Check> checks = matching.prohibition(term);
        for (Condition condition : term.conditions()) {
            if (condition.code().mayQualifyProhibition()) {
                checks.addAll(conditions.of(ref(term), condition));
            } else {
                checks.add(Check.condition(condition.code(), Truth.ERROR));
            }
        }
        return new Prohibition(ref(term), checks).finding();
    }

    private ClauseRef ref(Clause clause) {
        return new ClauseRef(instrument.ref(), clause.id());
    }
}
