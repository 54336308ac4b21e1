package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An answer to every question, soon, however large or strange it is. */
class EvaluatorHostileTest {
    private static final int MANY = 10_000;
    /** Many times what it takes: only growth with the square of the size fails. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Term PERMISSION = Cast.aTerm("1", Effect.PERMIT);

    @Test
    void anInstrumentOfVeryManyClausesIsDecided() {
        List<Clause> refused = new ArrayList<>();
        List<Clause> permitted = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            refused.add(Cast.aTerm("n" + i, Effect.PERMIT, Condition.of(ConditionCode.FAIR_TRIAL_ASSESSED)));
            permitted.add(Cast.aTerm("p" + i, Effect.PERMIT, Condition.of(ConditionCode.ATTRIBUTION)));
        }
        Question question = withClauses(refused);
        Decision refusal = soon(question);
        assertThat(refusal.outcome()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(refusal.reasons()).hasSizeLessThanOrEqualTo(2 * (Finding.MAX_REASONS + 1));
        assertThat(refusal.reasons()).extracting(Reason::code).contains(ReasonCode.AND_MORE);
        assertThat(soon(new Shuffled(new Dice(1)).question(question))).isEqualTo(refusal);
        assertThat(soon(withClauses(permitted)).obligations()).hasSize(2 * MANY);
        assertThat(soon(Changes.facts(question, manyFacts())).outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void aChainOfVeryManyVersionsIsDecided() {
        List<Node> nodes = new ArrayList<>();
        List<Derivation> steps = new ArrayList<>();
        Term anonymous = Cast.aTerm("1", Effect.PERMIT, Condition.of(ConditionCode.ANONYMISE));
        for (int i = 1; i <= MANY; i++) {
            nodes.add(Cast.aNode(Cast.version(i), Cast.boundTo(Cast.aConsent(i, anonymous))));
            if (i > 1) {
                Set<Transformation> done = i == MANY ? Set.of(Transformation.ANONYMISE) : Set.of();
                steps.add(new Derivation(Cast.version(i - 1), Cast.version(i), done));
            }
        }
        Question question = Changes.material(Cast.aPermittedQuestion(), new Material(Cast.version(MANY), nodes, steps));
        assertThat(soon(question).outcome()).isEqualTo(Outcome.PERMIT);
        steps.add(new Derivation(Cast.version(MANY), Cast.version(1), Set.of()));
        Question circle = Changes.material(question, new Material(Cast.version(MANY), nodes, steps));
        assertThat(soon(circle).outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void veryManyWaysBetweenTwoVersionsAreDecided() {
        List<Node> nodes = new ArrayList<>();
        List<Derivation> steps = new ArrayList<>();
        // A ladder of diamonds: with every rung the number of ways doubles.
        for (int i = 1; i <= MANY; i++) {
            nodes.add(Cast.aNode(Cast.version(i), Cast.boundTo(Cast.aConsent(1, PERMISSION))));
            for (int below = 1; below <= 2 && i > below; below++) {
                steps.add(new Derivation(Cast.version(i - below), Cast.version(i), Set.of()));
            }
        }
        Question question = Changes.material(Cast.aPermittedQuestion(), new Material(Cast.version(MANY), nodes, steps));
        assertThat(soon(question).outcome()).isEqualTo(Outcome.PERMIT);
    }

    @Test
    void veryManyAgreementsUnderEachOtherAreDecided() {
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            String umbrella = i == 1 ? null : Cast.agreementRef(i - 1).id();
            agreements.add(Changes.kind(Cast.anAgreement(i, PERMISSION), AgreementKind.MOU, umbrella, null));
        }
        Question question = Changes.agreements(Cast.aPermittedQuestion(), agreements);
        assertThat(soon(question).outcome()).isEqualTo(Outcome.PERMIT);
        agreements.set(
                0,
                Changes.kind(
                        agreements.get(0),
                        AgreementKind.MOU,
                        Cast.agreementRef(1_000).id(),
                        null));
        assertThat(soon(Changes.agreements(question, agreements)).outcome()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    void materialWithoutAnythingIsNotPermitted() {
        Question question = Cast.aPermittedQuestion();
        for (Profile profile : Profile.values()) {
            Request request =
                    Asking.who(question.request(), profile, Cast.COURT, Set.of(Action.INSPECT), Set.of(Purpose.AUDIT));
            Question empty = Changes.request(
                    Changes.material(question, new Material(Cast.TESTIMONY, List.of(), List.of())), request);
            assertThat(Oracle.agree(empty, "empty, " + profile).permits()).isFalse();
        }
    }

    @Test
    void aVersionThatLeadsNowhereLeavesTheDecisionOpen() {
        Question question = Cast.aPermittedQuestion();
        Node testimony = question.material().nodes().get(0);
        Node other = Cast.aNode(Cast.version(2), Cast.boundTo(Cast.aConsent(1, PERMISSION)));
        Derivation away = new Derivation(Cast.TESTIMONY, Cast.version(2), Set.of());
        for (List<Derivation> steps : List.of(List.<Derivation>of(), List.of(away))) {
            Material material = new Material(Cast.TESTIMONY, List.of(testimony, other), steps);
            assertThat(Oracle.agree(Changes.material(question, material), "leads nowhere")
                            .outcome())
                    .isEqualTo(Outcome.INDETERMINATE);
        }
    }

    @Test
    void everyInstantIsDecided() {
        Question question = Cast.aPermittedQuestion();
        for (Instant instant : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            assertThat(soon(Changes.asOf(question, instant)).outcome()).isEqualTo(Outcome.PERMIT);
        }
    }

    private static Question withClauses(List<Clause> clauses) {
        Clause[] all = clauses.toArray(Clause[]::new);
        return Cast.aQuestion(Cast.aConsent(1, all), Cast.anAgreement(1, all));
    }

    private static List<Fact> manyFacts() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            facts.add(new Fact(
                    "fact" + i, new Subject.OfParty(Cast.COURT), FactType.FAIR_TRIAL, true, null, Window.ALWAYS));
        }
        return facts;
    }

    private static Decision soon(Question question) {
        return assertTimeout(SOON, () -> Evaluator.decide(question));
    }
}
