package org.sillok.terms;

import java.util.ArrayList;
import java.util.List;

/** Clauses and instruments by chance, for tests of other rooms. */
public final class GeneratedTerms {
    private final Questions questions;

    public GeneratedTerms(long seed) {
        questions = new Questions(seed);
    }

    /** Some clauses of different names, many of which nobody would write. */
    public List<Clause> clauses() {
        questions.dice().oddity(questions.dice().one(List.of(0.0, 0.05, 0.3)));
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i <= questions.dice().upTo(4); i++) {
            clauses.add(questions.terms().clause("c" + i));
        }
        return clauses;
    }

    /** All instruments of some question. */
    public List<Instrument> instruments() {
        Question question = questions.next();
        List<Instrument> instruments = new ArrayList<>(question.agreements());
        for (Node node : question.material().nodes()) {
            for (Binding binding : node.bindings()) {
                if (binding instanceof Binding.ToConsent to) {
                    instruments.add(to.consent());
                }
            }
        }
        return instruments;
    }
}
