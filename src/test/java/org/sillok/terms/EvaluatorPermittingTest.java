package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.PartyId;

class EvaluatorPermittingTest {
    private static final Condition ONCE = new Condition(ConditionCode.MAX_DISCLOSURES, new Argument.Count(1));
    private static final Term PLAIN = Cast.aTerm("1", Effect.PERMIT);

    @Test
    void everyClauseThatPermitsIsNamedOfConsentAndAgreementAlike() {
        Question question = Cast.aQuestion(
                Cast.aConsent(1, PLAIN, Cast.aTerm("2", Effect.PERMIT)),
                Cast.anAgreement(1, PLAIN),
                Cast.anAgreement(2, PLAIN));
        assertThat(Evaluator.permitting(question))
                .containsExactly(
                        new ClauseRef(Cast.agreementRef(1), new ClauseId("1")),
                        new ClauseRef(Cast.agreementRef(2), new ClauseId("1")),
                        new ClauseRef(Cast.consentRef(1), new ClauseId("1")),
                        new ClauseRef(Cast.consentRef(1), new ClauseId("2")));
    }

    @Test
    void aClauseThatDoesNotPermitIsNotNamedBesideOneThatDoes() {
        Question question = Cast.aQuestion(
                Cast.aConsent(1, Cast.aTerm("1", Effect.PERMIT, ONCE), Cast.aTerm("2", Effect.PERMIT)),
                Cast.anAgreement(
                        1, PLAIN, Cast.aTerm("2", Effect.PERMIT, Condition.of(ConditionCode.CONSULT_SOURCE_FIRST))));
        ClauseRef once = new ClauseRef(Cast.consentRef(1), new ClauseId("1"));
        ClauseRef plain = new ClauseRef(Cast.consentRef(1), new ClauseId("2"));
        ClauseRef agreed = new ClauseRef(Cast.agreementRef(1), new ClauseId("1"));
        assertThat(Evaluator.permitting(question)).as("not counted").containsExactly(agreed, plain);
        assertThat(Evaluator.permitting(Changes.disclosures(question, Map.of(once, 0))))
                .containsExactly(agreed, once, plain);
        assertThat(Evaluator.permitting(Changes.disclosures(question, Map.of(once, 1))))
                .containsExactly(agreed, plain);
    }

    @Test
    void anAgreementThatIsNotInForceOrOfOthersIsNotNamed() {
        Agreement agreed = Cast.anAgreement(2, PLAIN);
        Agreement suspended = with(agreed, AgreementState.SUSPENDED, agreed.recipients());
        Agreement others = with(Cast.anAgreement(3, PLAIN), AgreementState.IN_FORCE, Set.of(Cast.JOINT_OWNER));
        Question question = Cast.aQuestion(Cast.aConsent(1, PLAIN), Cast.anAgreement(1, PLAIN), suspended, others);
        assertThat(Evaluator.permitting(question))
                .extracting(ref -> ref.instrument())
                .containsExactly(Cast.agreementRef(1), Cast.consentRef(1));
    }

    @Test
    void whatIsNotPermittedIsPermittedByNothing() {
        assertThat(Evaluator.permitting(Cast.aQuestion(Cast.aConsent(1, PLAIN))))
                .isEmpty();
        assertThat(Evaluator.permitting(Cast.aQuestion(
                        Cast.aConsent(1, PLAIN, Cast.aTerm("2", Effect.PROHIBIT)), Cast.anAgreement(1, PLAIN))))
                .isEmpty();
    }

    private static Agreement with(Agreement agreement, AgreementState state, Set<PartyId> recipients) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                state,
                agreement.providers(),
                recipients,
                null,
                null,
                Window.ALWAYS,
                true,
                agreement.clauses(),
                List.of());
    }
}
