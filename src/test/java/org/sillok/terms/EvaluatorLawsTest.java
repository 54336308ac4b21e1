package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.kernel.StateCode;

/** What holds for every question, on questions by chance. */
@Execution(ExecutionMode.CONCURRENT)
class EvaluatorLawsTest {
    private static final long SEED = 20261123;
    private static final int QUESTIONS = 5_000;

    private final Questions questions = new Questions(SEED);
    private final Dice dice = questions.dice();

    /** What a law says of one question; {@code which} says where it came from. */
    private interface Law {
        void check(Question question, String which);
    }

    @Test
    void noInstrumentNeverPermits() {
        everyRelease((question, which) -> never(Outcome.PERMIT, unbound(unagreed(question)), which));
    }

    @Test
    void withoutAnySourceNothingIsPermitted() {
        everyRelease((question, which) -> never(Outcome.PERMIT, unbound(question), which));
    }

    @Test
    void withoutAnyAgreementNothingIsPermitted() {
        everyRelease((question, which) -> never(Outcome.PERMIT, unagreed(question), which));
    }

    @Test
    void anotherSourceOfWhatIsBoundNeverRaisesTheOutcome() {
        neverRaises(question -> {
            List<Consent> others = consents(questions.next());
            return Changes.eachNode(
                    question,
                    node -> node.bindings().isEmpty() || others.isEmpty()
                            ? node
                            : Changes.bindings(node, Changes.plus(node.bindings(), Cast.boundTo(dice.one(others)))));
        });
    }

    @Test
    void aProhibitionInAConsentNeverRaisesTheOutcome() {
        neverRaises(question -> addToConsents(question, questions.terms().prohibition("more")));
    }

    @Test
    void aProhibitionInAnAgreementNeverRaisesTheOutcome() {
        neverRaises(question -> addToAgreements(question, questions.terms().prohibition("more")));
    }

    @Test
    void aClauseThatCannotBeReadNeverRaisesTheOutcome() {
        Clause unreadable = new UnreadableClause(new ClauseId("more"));
        neverRaises(question -> addToConsents(question, unreadable));
        neverRaises(question -> addToAgreements(question, unreadable));
    }

    @Test
    void aGuardNeverRaisesTheOutcome() {
        neverRaises(question -> {
            Guard guard = new Guard(dice.one(List.of(GuardCode.values())), "more");
            return Changes.eachNode(question, node -> Changes.guards(node, Changes.plus(node.guards(), guard)));
        });
    }

    @Test
    void aCourtOrderNeverRaisesTheOutcome() {
        neverRaises(question -> {
            Agreement order = Changes.kind(questions.agreement(7), AgreementKind.COURT_ORDER, null, null);
            return Changes.agreements(question, Changes.plus(question.agreements(), order));
        });
    }

    @Test
    void recordsThatContradictEachOtherSayNoMoreThanNone() {
        everyQuestion((question, which) -> {
            List<Fact> facts = new ArrayList<>(question.facts());
            question.facts()
                    .forEach(fact -> facts.add(new Fact(
                            "contrary", fact.subject(), fact.type(), !fact.value(), fact.caseRef(), fact.window())));
            assertThat(Evaluator.decide(Changes.facts(question, facts)).outcome())
                    .as(which)
                    .isEqualTo(
                            Evaluator.decide(Changes.facts(question, List.of())).outcome());
        });
    }

    @Test
    void whoAsksForMoreIsNotPermittedWhatLessWasNot() {
        everyQuestion((question, which) -> {
            Question more = Changes.request(question, more(question.request()));
            if (Evaluator.decide(more).permits()) {
                // Less may be permitted by one more clause, which obliges to something that cannot be done.
                assertThat(Evaluator.decide(question).reasons())
                        .as(which)
                        .allMatch(reason -> reason.code() == ReasonCode.IMPOSSIBLE_OBLIGATION);
            }
        });
    }

    @Test
    void theOrderOfWhatIsGivenSaysNothing() {
        Shuffled shuffled = new Shuffled(dice);
        everyQuestion((question, which) -> assertThat(Evaluator.decide(shuffled.question(question)))
                .as(which)
                .isEqualTo(Evaluator.decide(question)));
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        everyQuestion((question, which) ->
                assertThat(Evaluator.decide(question)).as(which).isEqualTo(Evaluator.decide(question)));
    }

    @Test
    void aConsentThatWasTakenBackDenies() {
        Set<ConsentState> back = EnumSet.of(
                ConsentState.REFUSED, ConsentState.WITHDRAWN, ConsentState.REVOKED_BY_OTHER, ConsentState.INVALIDATED);
        everyRelease((question, which) -> {
            List<Consent> consents = consents(question);
            if (!consents.isEmpty()) {
                Consent one = dice.one(consents);
                ConsentState state = dice.one(List.copyOf(back));
                Question changed = Changes.eachConsent(
                        question, consent -> consent.equals(one) ? Changes.state(consent, state) : consent);
                assertThat(Evaluator.decide(changed).outcome())
                        .as("%s, %s", which, state)
                        .isEqualTo(Outcome.DENY);
            }
        });
    }

    @Test
    void obligationsOnlyGrowWithAnotherInstrumentThatPermits() {
        everyQuestion((question, which) -> {
            Decision before = Evaluator.decide(question);
            Term permission = questions.terms().permission("more");
            Question agreed =
                    Changes.agreements(question, Changes.plus(question.agreements(), Cast.anAgreement(7, permission)));
            Question bound = Changes.eachNode(
                    question,
                    node -> Changes.bindings(
                            node, Changes.plus(node.bindings(), Cast.boundTo(Cast.aConsent(7, permission)))));
            for (Decision after : List.of(Evaluator.decide(agreed), Evaluator.decide(bound))) {
                if (before.permits() && after.permits()) {
                    assertThat(after.obligations()).as(which).containsAll(before.obligations());
                }
            }
        });
    }

    @Test
    void anAnswerToAnotherRequestSaysNothing() {
        everyQuestion((question, which) -> {
            Answer other = new Answer(Cast.ANOTHER_REQUEST, questions.terms().permission("other"));
            Answer denied = new Answer(Cast.ANOTHER_REQUEST, questions.terms().prohibition("denied"));
            Question consents = Changes.eachConsent(
                    question, consent -> Changes.clauses(consent, consent.clauses(), answers(consent, other, denied)));
            Question both = Changes.eachAgreement(
                    consents,
                    agreement -> Changes.clauses(agreement, agreement.clauses(), answers(agreement, other, denied)));
            assertThat(Evaluator.decide(both)).as(which).isEqualTo(Evaluator.decide(question));
        });
    }

    @Test
    void everythingButAPermissionHasReasonsOfWhichTheWorstIsTheOutcome() {
        everyQuestion((question, which) -> {
            Decision decision = Evaluator.decide(question);
            if (decision.permits()) {
                assertThat(decision.reasons()).as(which).isEmpty();
                assertThat(decision.window().has(question.asOf())).as(which).isTrue();
            } else {
                assertThat(decision.reasons()).as(which).isSorted().doesNotHaveDuplicates();
                assertThat(decision.reasons().get(0).outcome()).as(which).isEqualTo(decision.outcome());
                assertThat(decision.window()).as(which).isEqualTo(Window.ALWAYS);
            }
            assertThat(decision.obligations()).as(which).isSorted().doesNotHaveDuplicates();
        });
    }

    private void everyQuestion(Law law) {
        for (int i = 0; i < QUESTIONS; i++) {
            law.check(questions.next(), "seed " + SEED + ", question " + i);
        }
    }

    private void everyRelease(Law law) {
        everyQuestion((question, which) -> {
            if (question.request().profile() == Profile.RECIPIENT) {
                law.check(question, which);
            }
        });
    }

    private void neverRaises(UnaryOperator<Question> change) {
        everyQuestion((question, which) -> assertThat(
                        Evaluator.decide(change.apply(question)).outcome())
                .as(which)
                .isLessThanOrEqualTo(Evaluator.decide(question).outcome()));
    }

    private static void never(Outcome outcome, Question question, String which) {
        assertThat(Evaluator.decide(question).outcome()).as(which).isNotEqualTo(outcome);
    }

    private static Question unbound(Question question) {
        return Changes.eachNode(question, node -> Changes.bindings(node, List.of()));
    }

    private static Question unagreed(Question question) {
        return Changes.agreements(question, List.of());
    }

    private static List<Consent> consents(Question question) {
        List<Consent> consents = new ArrayList<>();
        question.material()
                .nodes()
                .forEach(node -> node.bindings().forEach(binding -> {
                    if (binding instanceof Binding.ToConsent bound) {
                        consents.add(bound.consent());
                    }
                }));
        return consents;
    }

    private static List<Answer> answers(Instrument instrument, Answer... more) {
        List<Answer> answers = new ArrayList<>(instrument.answers());
        answers.addAll(List.of(more));
        return answers;
    }

    private static Question addToConsents(Question question, Clause clause) {
        return Changes.eachConsent(
                question,
                consent -> Changes.clauses(consent, Changes.plus(consent.clauses(), clause), consent.answers()));
    }

    private static Question addToAgreements(Question question, Clause clause) {
        return Changes.eachAgreement(
                question,
                agreement ->
                        Changes.clauses(agreement, Changes.plus(agreement.clauses(), clause), agreement.answers()));
    }

    /** One more action, purpose, part, or state of a place for which a state is stated. */
    private Request more(Request request) {
        Set<Action> actions = new HashSet<>(request.actions());
        Set<Purpose> purposes = new HashSet<>(request.purposes());
        Set<Part> parts = new HashSet<>(request.parts());
        Map<Place, Set<StateCode>> places = new HashMap<>(request.places());
        Set<Receiver> receivers = new HashSet<>(request.handedOnTo());
        switch (dice.upTo(4)) {
            case 0 -> actions.add(dice.one(List.of(Action.values())));
            case 1 -> purposes.add(dice.one(RandomTerms.PURPOSES));
            case 3 ->
                receivers.add(new Receiver(dice.one(RandomTerms.PARTIES), dice.one(List.of(PartyClass.values()))));
            case 2 -> parts.add(dice.one(List.of(Part.values())));
            default ->
                places.replaceAll((place, states) -> {
                    Set<StateCode> further = new HashSet<>(states);
                    further.add(dice.one(RandomTerms.STATES));
                    return states.isEmpty() ? states : further;
                });
        }
        Request asked = Asking.places(Asking.purposes(Asking.actions(request, actions), purposes), places);
        // Nobody is added to those who are not known: that would say more and not ask for more.
        if (request.namesEveryReceiver()) {
            asked = Asking.handingOnTo(asked, receivers);
        }
        return Asking.caseAndProceeding(asked, request.caseRef(), request.proceeding(), parts);
    }
}
