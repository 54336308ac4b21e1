package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;

/** Compares one decision with that of the reference. */
final class Oracle {
    private Oracle() {}

    /** Returns the decision if both agree on its outcome and its obligations; {@code which} says where the question came from. */
    static Decision agree(Question question, String which) {
        Decision decision = Evaluator.decide(question);
        ReferenceInterpreter.Result expected = ReferenceInterpreter.decide(question);
        // Texts are made for a failure only: there are many questions.
        if (decision.outcome() != expected.outcome()) {
            assertThat(decision.outcome())
                    .as("%s: %s%n%s", which, question, decision)
                    .isEqualTo(expected.outcome());
        }
        boolean same = decision.obligations().size() == expected.obligations().size()
                && new HashSet<>(decision.obligations()).equals(expected.obligations());
        if (!same) {
            assertThat(decision.obligations())
                    .as("%s: %s", which, question)
                    .containsExactlyInAnyOrderElementsOf(expected.obligations());
        }
        return decision;
    }
}
