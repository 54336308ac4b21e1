package org.sillok.terms;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which codes of the vocabulary occur in the cases, each where it matters. */
final class CaseCoverage {
    private final Set<Enum<?>> seen = new HashSet<>();
    private final Set<String> expected = new HashSet<>();

    CaseCoverage(List<ConsentCase> cases) {
        for (ConsentCase one : cases) {
            seen.add(one.then().outcome());
            one.then().reasons().forEach(reason -> {
                seen.add(reason.code());
                expected.add(reason.code() + " " + reason.detail());
            });
            one.then().obliges().forEach(obliged -> expected.add("obliges to " + obliged.code()));
            request(one.question().request());
            material(one.question().material());
            one.question().facts().forEach(fact -> seen.add(fact.type()));
            one.question().agreements().forEach(agreement -> {
                seen.add(agreement.kind());
                seen.add(agreement.state());
                clauses(agreement);
            });
        }
    }

    /** What does not occur. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        Stream.of(
                        Outcome.values(),
                        Action.values(),
                        Purpose.values(),
                        ConditionCode.values(),
                        DutyCode.values(),
                        ConsentState.values(),
                        AgreementState.values(),
                        AgreementKind.values(),
                        GuardCode.values(),
                        reasons(),
                        Profile.values(),
                        Proceeding.values(),
                        Place.values(),
                        Part.values(),
                        PartyClass.values(),
                        Relation.values(),
                        Transformation.values(),
                        FactType.values(),
                        Lineage.values(),
                        Effect.values())
                .flatMap(Arrays::stream)
                .filter(code -> !seen.contains(code))
                .forEach(code -> missing.add(code.getDeclaringClass().getSimpleName() + " " + code));
        for (ConditionCode code : ConditionCode.values()) {
            if (expected.stream().noneMatch(reason -> reason.endsWith(" " + code) && !reason.startsWith("obliges"))) {
                missing.add("a case that " + code + " keeps from being permitted");
            }
            if (code.isUndertaken() && !expected.contains("obliges to " + code)) {
                missing.add("a case in which " + code + " becomes an obligation");
            }
            if (code.isUndertaken() && !expected.contains(ReasonCode.NOT_UNDERTAKEN + " " + code)) {
                missing.add("a case in which nobody undertakes " + code);
            }
        }
        for (DutyCode code : DutyCode.values()) {
            if (!expected.contains("obliges to " + code)) {
                missing.add("a case in which " + code + " becomes an obligation");
            }
        }
        return missing;
    }

    private void request(Request request) {
        seen.addAll(request.actions());
        seen.addAll(request.purposes());
        seen.addAll(request.parts());
        seen.addAll(request.places().keySet());
        seen.add(request.profile());
        seen.add(request.requesterClass());
        if (request.proceeding() != null) {
            seen.add(request.proceeding());
        }
    }

    private void material(Material material) {
        material.derivations().forEach(step -> seen.addAll(step.transformations()));
        for (Node node : material.nodes()) {
            node.guards().forEach(guard -> seen.add(guard.code()));
            for (Binding binding : node.bindings()) {
                seen.add(binding.relation());
                if (binding instanceof Binding.ToConsent bound) {
                    seen.add(bound.consent().state());
                    clauses(bound.consent());
                }
            }
        }
    }

    private void clauses(Instrument instrument) {
        for (Clause clause : instrument.clauses()) {
            if (clause instanceof Term term) {
                seen.add(term.effect());
                seen.add(term.scope().lineage());
                term.conditions().forEach(condition -> seen.add(condition.code()));
                term.duties().forEach(duty -> seen.add(duty.code()));
            }
        }
    }

    /** That there is more says nothing by itself. */
    private static ReasonCode[] reasons() {
        return EnumSet.complementOf(EnumSet.of(ReasonCode.AND_MORE)).toArray(ReasonCode[]::new);
    }
}
