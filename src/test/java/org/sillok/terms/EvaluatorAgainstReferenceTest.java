package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Compares every decision with that of a second interpreter, which was written from docs/consent.md alone. */
@Execution(ExecutionMode.CONCURRENT)
class EvaluatorAgainstReferenceTest {
    private static final long SEED = 20261122;
    private static final int QUESTIONS = 200_000;

    @Test
    void bothInterpretersAgreeOnQuestionsByChance() {
        Questions questions = new Questions(SEED);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < QUESTIONS; i++) {
            Decision decision = Oracle.agree(questions.next(), "seed " + SEED + ", question " + i);
            counts.merge(decision.outcome(), 1, Integer::sum);
        }
        for (Outcome outcome : Outcome.values()) {
            assertThat(counts.getOrDefault(outcome, 0))
                    .as("%s among %s", outcome, counts)
                    .isGreaterThan(QUESTIONS / 100);
        }
    }
}
