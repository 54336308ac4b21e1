package org.sillok.terms;

import java.util.List;

/** The same question with every list in another order. */
record Shuffled(Dice dice) {
    Question question(Question question) {
        Material material = question.material();
        List<Node> nodes = material.nodes().stream()
                .map(node -> new Node(
                        node.ref(),
                        node.owners(),
                        dice.shuffled(
                                node.bindings().stream().map(this::binding).toList()),
                        dice.shuffled(node.guards())))
                .toList();
        return new Question(
                question.request(),
                new Material(material.requested(), dice.shuffled(nodes), dice.shuffled(material.derivations())),
                dice.shuffled(
                        question.agreements().stream().map(this::agreement).toList()),
                dice.shuffled(question.facts()),
                question.disclosures(),
                question.asOf());
    }

    private Binding binding(Binding binding) {
        if (!(binding instanceof Binding.ToConsent bound)) {
            return binding;
        }
        Consent consent = bound.consent();
        return new Binding.ToConsent(
                bound.relation(), Changes.clauses(consent, clauses(consent.clauses()), answers(consent.answers())));
    }

    private Agreement agreement(Agreement agreement) {
        return Changes.clauses(agreement, clauses(agreement.clauses()), answers(agreement.answers()));
    }

    private List<Clause> clauses(List<Clause> clauses) {
        return dice.shuffled(clauses.stream()
                .map(clause -> clause instanceof Term term ? term(term) : clause)
                .toList());
    }

    private List<Answer> answers(List<Answer> answers) {
        return dice.shuffled(answers.stream()
                .map(answer -> new Answer(answer.request(), term(answer.term())))
                .toList());
    }

    private Term term(Term term) {
        return Changes.conditions(term, dice.shuffled(term.conditions()), term.duties());
    }
}
