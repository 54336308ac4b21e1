package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.StateCode;

/** The same question with one thing changed. */
final class Changes {
    private Changes() {}

    static Question asOf(Question question, Instant asOf) {
        return new Question(
                question.request(),
                question.material(),
                question.agreements(),
                question.facts(),
                question.disclosures(),
                asOf);
    }

    static Question request(Question question, Request request) {
        return new Question(
                request,
                question.material(),
                question.agreements(),
                question.facts(),
                question.disclosures(),
                question.asOf());
    }

    static Question material(Question question, Material material) {
        return new Question(
                question.request(),
                material,
                question.agreements(),
                question.facts(),
                question.disclosures(),
                question.asOf());
    }

    static Question agreements(Question question, List<Agreement> agreements) {
        return new Question(
                question.request(),
                question.material(),
                agreements,
                question.facts(),
                question.disclosures(),
                question.asOf());
    }

    static Question facts(Question question, List<Fact> facts) {
        return new Question(
                question.request(),
                question.material(),
                question.agreements(),
                facts,
                question.disclosures(),
                question.asOf());
    }

    static Question disclosures(Question question, Map<ClauseRef, Integer> disclosures) {
        return new Question(
                question.request(),
                question.material(),
                question.agreements(),
                question.facts(),
                disclosures,
                question.asOf());
    }

    static Question eachNode(Question question, UnaryOperator<Node> change) {
        Material material = question.material();
        return material(
                question,
                new Material(
                        material.requested(),
                        material.nodes().stream().map(change).toList(),
                        material.derivations()));
    }

    static Question eachConsent(Question question, UnaryOperator<Consent> change) {
        return eachNode(
                question,
                node -> bindings(
                        node,
                        node.bindings().stream()
                                .map(binding -> binding instanceof Binding.ToConsent bound
                                        ? new Binding.ToConsent(bound.relation(), change.apply(bound.consent()))
                                        : binding)
                                .toList()));
    }

    static Question eachAgreement(Question question, UnaryOperator<Agreement> change) {
        return agreements(question, question.agreements().stream().map(change).toList());
    }

    static Node bindings(Node node, List<Binding> bindings) {
        return new Node(node.ref(), node.owners(), bindings, node.guards());
    }

    static Node guards(Node node, List<Guard> guards) {
        return new Node(node.ref(), node.owners(), node.bindings(), guards);
    }

    static Consent state(Consent consent, ConsentState state) {
        return new Consent(
                consent.ref(),
                consent.source(),
                state,
                consent.window(),
                consent.reviewBy(),
                consent.majority(),
                consent.scope(),
                consent.clauses(),
                consent.answers());
    }

    static Consent due(Consent consent, @Nullable Instant reviewBy, @Nullable Majority majority) {
        return new Consent(
                consent.ref(),
                consent.source(),
                consent.state(),
                consent.window(),
                reviewBy,
                majority,
                consent.scope(),
                consent.clauses(),
                consent.answers());
    }

    static Consent within(Consent consent, Window window, Scope scope) {
        return new Consent(
                consent.ref(),
                consent.source(),
                consent.state(),
                window,
                consent.reviewBy(),
                consent.majority(),
                scope,
                consent.clauses(),
                consent.answers());
    }

    static Consent clauses(Consent consent, List<Clause> clauses, List<Answer> answers) {
        return new Consent(
                consent.ref(),
                consent.source(),
                consent.state(),
                consent.window(),
                consent.reviewBy(),
                consent.majority(),
                consent.scope(),
                clauses,
                answers);
    }

    static Agreement clauses(Agreement agreement, List<Clause> clauses, List<Answer> answers) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                agreement.state(),
                agreement.providers(),
                agreement.recipients(),
                agreement.umbrella(),
                agreement.caseRef(),
                agreement.window(),
                agreement.prohibitionsSurvive(),
                clauses,
                answers);
    }

    static Agreement standing(Agreement agreement, AgreementState state, Window window, boolean survive) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                state,
                agreement.providers(),
                agreement.recipients(),
                agreement.umbrella(),
                agreement.caseRef(),
                window,
                survive,
                agreement.clauses(),
                agreement.answers());
    }

    static Agreement kind(
            Agreement agreement, AgreementKind kind, @Nullable String umbrella, @Nullable CaseRef caseRef) {
        return new Agreement(
                agreement.ref(),
                kind,
                agreement.state(),
                agreement.providers(),
                agreement.recipients(),
                umbrella,
                caseRef,
                agreement.window(),
                agreement.prohibitionsSurvive(),
                agreement.clauses(),
                agreement.answers());
    }

    static Term conditions(Term term, List<Condition> conditions, Set<Duty> duties) {
        return new Term(
                term.id(),
                term.effect(),
                term.actions(),
                term.recipients(),
                term.purposes(),
                term.places(),
                term.proceedings(),
                term.scope(),
                term.window(),
                conditions,
                duties);
    }

    static Term during(Term term, Window window) {
        return new Term(
                term.id(),
                term.effect(),
                term.actions(),
                term.recipients(),
                term.purposes(),
                term.places(),
                term.proceedings(),
                term.scope(),
                window,
                term.conditions(),
                term.duties());
    }

    static <T> List<T> plus(List<T> values, T value) {
        List<T> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    static Map<Place, Set<StateCode>> plus(Map<Place, Set<StateCode>> places, Place place, Set<StateCode> states) {
        Map<Place, Set<StateCode>> more = new HashMap<>(places);
        more.put(place, states);
        return more;
    }
}
