package org.sillok.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void whatWasDoneIsMappedAndTaken() {
        assertThat(Outcome.done(20).map(n -> n + 1).orThrow()).isEqualTo(21);
    }

    @Test
    void aRefusalStaysTheSameUnderMapAndIsThrownOnlyAtTheEnd() {
        Refusal refusal = new Refusal(ProblemCode.FORBIDDEN, "Only custodians may do this.");
        Outcome<String> outcome = Outcome.<Integer>refused(refusal).map(n -> "never");
        assertThat(outcome).isEqualTo(Outcome.refused(refusal));
        assertThatThrownBy(outcome::orThrow)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(refusal));
    }
}
