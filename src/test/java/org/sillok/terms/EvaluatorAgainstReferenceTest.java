package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares every decision with that of a second interpreter, which was written from docs/consent.md alone. */
class EvaluatorAgainstReferenceTest {
    private static final long SEED = 20261122;
    private static final int QUESTIONS = 200_000;

    @Test
    void bothInterpretersAgreeOnQuestionsByChance() {
        Questions questions = new Questions(SEED);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < QUESTIONS; i++) {
            counts.merge(agree(questions.next(), "seed " + SEED + ", question " + i), 1, Integer::sum);
        }
        System.out.println(counts);
        for (Outcome outcome : Outcome.values()) {
            assertThat(counts.getOrDefault(outcome, 0))
                    .as("%s among %s", outcome, counts)
                    .isGreaterThan(QUESTIONS / 100);
        }
    }

    /** Returns the outcome on which both agree. */
    private static Outcome agree(Question question, String which) {
        Decision decision = Evaluator.decide(question);
        ReferenceInterpreter.Result expected = ReferenceInterpreter.decide(question);
        boolean same = decision.outcome() == expected.outcome()
                && (!decision.permits() || decision.obligations().equals(List.copyOf(expected.obligations())));
        if (!same) {
            assertThat(decision.outcome()).as("%s: %s%n%s", which, question, decision).isEqualTo(expected.outcome());
            assertThat(decision.obligations()).as("%s: %s", which, question).containsExactlyElementsOf(expected.obligations());
        }
        return decision.outcome();
    }
}
