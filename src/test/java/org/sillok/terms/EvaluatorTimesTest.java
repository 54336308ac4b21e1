package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every time counts from its first instant on until just before its last, and a permission lasts as long as it says. */
class EvaluatorTimesTest {
    private static final long SEED = 20261124;
    private static final int QUESTIONS = 15_000;
    private static final Instant FROM = Cast.NOW;
    private static final Instant UNTIL = Cast.NOW.plus(Duration.ofDays(1));
    private static final Window WINDOW = new Window(FROM, UNTIL);
    private static final Term PERMISSION = Cast.aTerm("1", Effect.PERMIT);

    @Test
    void aConsentCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        Consent consent = Changes.within(Cast.aConsent(1, PERMISSION), WINDOW, Scope.EVERYTHING);
        permitsWithin(Cast.aQuestion(consent, Cast.anAgreement(1, PERMISSION)), Outcome.NOT_COVERED);
    }

    @Test
    void anAgreementCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        Agreement agreement = Changes.standing(Cast.anAgreement(1, PERMISSION), AgreementState.IN_FORCE, WINDOW, true);
        permitsWithin(Cast.aQuestion(Cast.aConsent(1, PERMISSION), agreement), Outcome.NOT_COVERED);
    }

    @Test
    void anUmbrellaCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        Agreement umbrella = Changes.standing(Cast.anAgreement(1), AgreementState.IN_FORCE, WINDOW, true);
        Agreement agreement = Changes.kind(
                Cast.anAgreement(2, PERMISSION),
                AgreementKind.MOU,
                umbrella.ref().id(),
                null);
        permitsWithin(Cast.aQuestion(Cast.aConsent(1, PERMISSION), umbrella, agreement), Outcome.NOT_COVERED);
    }

    @Test
    void aPermissionCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        permitsWithin(permittedBy(Changes.during(PERMISSION, WINDOW)), Outcome.NOT_COVERED);
        for (ConditionCode from : List.of(ConditionCode.VALID_FROM, ConditionCode.EMBARGO_UNTIL)) {
            permitsWithin(
                    permittedBy(under(at(from, FROM), at(ConditionCode.VALID_UNTIL, UNTIL))), Outcome.NOT_COVERED);
        }
    }

    @Test
    void aProhibitionCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        Term forbidden = Cast.aTerm("2", Effect.PROHIBIT);
        Term narrowed = Cast.aTerm(
                "2", Effect.PROHIBIT, at(ConditionCode.VALID_FROM, FROM), at(ConditionCode.VALID_UNTIL, UNTIL));
        for (Term prohibition : List.of(Changes.during(forbidden, WINDOW), narrowed)) {
            Question question =
                    Cast.aQuestion(Cast.aConsent(1, PERMISSION, prohibition), Cast.anAgreement(1, PERMISSION));
            at(question, FROM.minusMillis(1), Outcome.PERMIT);
            at(question, FROM, Outcome.DENY);
            at(question, UNTIL.minusMillis(1), Outcome.DENY);
            at(question, UNTIL, Outcome.PERMIT);
        }
    }

    @Test
    void aPermissionEndsWhenTheProhibitionOfAnInstrumentOfOthersBegins() {
        Agreement order = Changes.kind(
                Cast.anAgreement(2, Cast.aTerm("1", Effect.PROHIBIT)), AgreementKind.COURT_ORDER, null, null);
        Question question = Cast.aPermittedQuestion();
        Agreement agreement = question.agreements().get(0);
        for (boolean survives : List.of(true, false)) {
            Agreement later = Changes.standing(order, AgreementState.IN_FORCE, WINDOW, survives);
            Question both = Changes.agreements(question, List.of(agreement, later));
            at(both, FROM.minusMillis(1), Outcome.PERMIT);
            assertThat(Evaluator.decide(Changes.asOf(both, FROM.minusMillis(1))).window())
                    .isEqualTo(Window.until(FROM));
            at(both, FROM, Outcome.DENY);
            at(both, UNTIL.minusMillis(1), Outcome.DENY);
            at(both, UNTIL, survives ? Outcome.DENY : Outcome.PERMIT);
        }
    }

    @Test
    void aPermissionDoesNotReachBackIntoTheTimeOfAnAgreementThatObligedToMore() {
        Term more = under(Condition.of(ConditionCode.ATTRIBUTION));
        Agreement ended =
                Changes.standing(Cast.anAgreement(2, more), AgreementState.IN_FORCE, Window.until(FROM), true);
        Question question = Cast.aPermittedQuestion();
        Question both =
                Changes.agreements(question, List.of(question.agreements().get(0), ended));
        at(both, FROM, Outcome.PERMIT);
        assertThat(Evaluator.decide(Changes.asOf(both, FROM)).window()).isEqualTo(Window.from(FROM));
    }

    @Test
    void aPermissionIsNotEndedByAClauseThatNeverApplies() {
        Term never = Changes.during(under(Condition.of(ConditionCode.SUMMARY_ONLY)), Window.from(UNTIL));
        Question question = Cast.aQuestion(Cast.aConsent(1, PERMISSION, never), Cast.anAgreement(1, PERMISSION));
        at(question, FROM, Outcome.PERMIT);
        assertThat(Evaluator.decide(question).window()).isEqualTo(Window.ALWAYS);
    }

    @Test
    void aPermissionEndsWhenItMightBeForbidden() {
        Condition from = at(ConditionCode.VALID_FROM, UNTIL);
        Condition unknown = Condition.of(ConditionCode.ATTRIBUTION);
        Term prohibition = Cast.aTerm("2", Effect.PROHIBIT, from, unknown);
        Question question = Cast.aQuestion(Cast.aConsent(1, PERMISSION, prohibition), Cast.anAgreement(1, PERMISSION));
        at(question, FROM, Outcome.PERMIT);
        assertThat(Evaluator.decide(question).window()).isEqualTo(Window.until(UNTIL));
        at(question, UNTIL, Outcome.INDETERMINATE);
    }

    @Test
    void whatMustBeKeptLongestDecidesWhetherItCanBeReturned() {
        Term shorter = under(at(ConditionCode.RETAIN_UNTIL, FROM));
        Term longer = under(
                at(ConditionCode.RETAIN_UNTIL, UNTIL.plusMillis(1)), at(ConditionCode.RETURN_OR_DESTROY_BY, UNTIL));
        at(Cast.aQuestion(Cast.aConsent(1, shorter), Cast.anAgreement(1, longer)), Cast.NOW, Outcome.DENY);
    }

    @Test
    void aFactCountsFromItsFirstInstantUntilJustBeforeItsLast() {
        Fact fact = new Fact("fact", new Subject.OfState(Cast.HERE), FactType.DEATH_PENALTY, false, null, WINDOW);
        Question question = permittedBy(under(Condition.of(ConditionCode.NO_DEATH_PENALTY)));
        permitsWithin(Changes.facts(question, List.of(fact)), Outcome.INDETERMINATE);
    }

    @Test
    void whatIsDueIsDueFromItsInstantOn() {
        Question review = permittedBy(under(at(ConditionCode.REVIEW_BY, UNTIL)));
        Question consent = Changes.eachConsent(Cast.aPermittedQuestion(), one -> Changes.due(one, UNTIL, null));
        Question ofAge = Changes.eachConsent(
                Cast.aPermittedQuestion(), one -> Changes.due(one, null, new Majority(UNTIL, false)));
        for (Question question : List.of(review, consent, ofAge)) {
            at(question, UNTIL.minusMillis(1), Outcome.PERMIT);
            at(question, UNTIL, Outcome.CONSULT);
        }
        Question returned = permittedBy(under(at(ConditionCode.RETURN_OR_DESTROY_BY, UNTIL)));
        at(returned, UNTIL.minusMillis(1), Outcome.PERMIT);
        at(returned, UNTIL, Outcome.DENY);
    }

    @Test
    void aPersonWhoMayHaveComeOfAgeIsAskedAgain() {
        Question unknown = Changes.eachConsent(
                Cast.aPermittedQuestion(), one -> Changes.due(one, null, new Majority(null, false)));
        at(unknown, Cast.NOW, Outcome.CONSULT);
        Question saidAgain =
                Changes.eachConsent(Cast.aPermittedQuestion(), one -> Changes.due(one, null, new Majority(null, true)));
        at(saidAgain, Cast.NOW, Outcome.PERMIT);
    }

    @Test
    void whatMustBeKeptMayBeDestroyedFromThenOnAndNotBefore() {
        Function<Instant, Question> keptUntil = until -> permittedBy(
                under(at(ConditionCode.RETURN_OR_DESTROY_BY, UNTIL), at(ConditionCode.RETAIN_UNTIL, until)));
        at(keptUntil.apply(UNTIL), Cast.NOW, Outcome.PERMIT);
        at(keptUntil.apply(UNTIL.plusMillis(1)), Cast.NOW, Outcome.DENY);
    }

    @Test
    void aPermissionStaysOneAtEveryInstantOfItsWindow() {
        Questions questions = new Questions(SEED);
        for (int i = 0; i < QUESTIONS; i++) {
            Question question = questions.next();
            Decision decision = Evaluator.decide(question);
            if (decision.permits()) {
                for (Instant instant : moments(decision.window())) {
                    Decision then = Evaluator.decide(Changes.asOf(question, instant));
                    assertThat(then.outcome())
                            .as("seed %d, question %d, %s of %s", SEED, i, instant, decision.window())
                            .isEqualTo(Outcome.PERMIT);
                    assertThat(then.obligations())
                            .as("seed %d, question %d, %s of %s", SEED, i, instant, decision.window())
                            .isEqualTo(decision.obligations());
                }
            }
        }
    }

    /** The ends of the window, and every instant in it at which something in a question by chance may change. */
    private static List<Instant> moments(Window window) {
        List<Instant> moments = new ArrayList<>();
        @Nullable Instant from = window.from();
        @Nullable Instant until = window.until();
        moments.add(from == null ? Instant.EPOCH : from);
        moments.add(until == null ? Cast.NOW.plus(Duration.ofDays(40_000)) : until.minusMillis(1));
        for (Instant moment : RandomTerms.MOMENTS) {
            for (Instant near : List.of(moment.minusMillis(1), moment)) {
                if (ReferenceMatching.within(window, near)) {
                    moments.add(near);
                }
            }
        }
        return moments;
    }

    private static Question permittedBy(Term term) {
        return Cast.aQuestion(Cast.aConsent(1, term), Cast.anAgreement(1, PERMISSION));
    }

    private static Term under(Condition... conditions) {
        return Changes.conditions(PERMISSION, List.of(conditions), Set.of());
    }

    private static Condition at(ConditionCode code, Instant instant) {
        return new Condition(code, new Argument.At(instant));
    }

    private static void permitsWithin(Question question, Outcome otherwise) {
        at(question, FROM.minusMillis(1), otherwise);
        at(question, FROM, Outcome.PERMIT);
        at(question, UNTIL.minusMillis(1), Outcome.PERMIT);
        at(question, UNTIL, otherwise);
        for (Instant instant : List.of(FROM, UNTIL.minusMillis(1))) {
            assertThat(Evaluator.decide(Changes.asOf(question, instant)).window())
                    .isEqualTo(WINDOW);
        }
    }

    private static void at(Question question, Instant instant, Outcome outcome) {
        assertThat(Oracle.agree(Changes.asOf(question, instant), instant.toString())
                        .outcome())
                .as("at %s", instant)
                .isEqualTo(outcome);
    }
}
